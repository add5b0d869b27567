package io.speecheq.ingest.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Finds out, before a call begins, whether its chunks have somewhere to go. */
final class TopicCheck {

    private TopicCheck() {}

    static void await(Map<String, String> connection, String topic, String brokers, int patienceMillis)
            throws PublishFailed, InterruptedException {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "speecheq-ingest-check");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMillis);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMillis);
        try (Admin admin = Admin.create(settings)) {
            admin.describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(patienceMillis))
                    .allTopicNames()
                    .get();
        } catch (ExecutionException e) {
            throw failed(topic, brokers, e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw failed(topic, brokers, e);
        }
    }

    private static PublishFailed failed(String topic, String brokers, Throwable cause) {
        if (cause instanceof UnknownTopicOrPartitionException) {
            return new PublishFailed(
                    "there is no topic " + topic + " at " + brokers + "; create the topics first", cause);
        }
        if (cause instanceof TimeoutException) {
            return new PublishFailed(
                    "no Kafka broker answers at " + brokers + "; start one, or name another with --bootstrap-servers",
                    cause);
        }
        return new PublishFailed(
                "cannot use Kafka at " + brokers + " (" + reason(cause) + "); check the address and the access", cause);
    }

    /** The innermost message, in one line: Kafka wraps what went wrong in general words. */
    static String reason(Throwable problem) {
        Throwable innermost = problem;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null
                ? innermost.getClass().getSimpleName()
                : message.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
