package io.speecheq.app.job;

import io.speecheq.schemas.topic.Topic;
import io.speecheq.schemas.topic.TopicReport;
import io.speecheq.schemas.topic.TopicSetupException;
import io.speecheq.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that the topics are there. Where they are, nothing is asked for, so that a user who may not create topics can run the job. */
public final class TopicSetup {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
    private static final String PATIENCE_MILLIS = "10000";

    private final Map<String, Object> connection;

    /**
     * For the brokers of that connection.
     *
     * @param connection {@code bootstrap.servers}, and what else the brokers ask of a client
     */
    public TopicSetup(Map<String, String> connection) {
        this.connection = new HashMap<>(connection);
        this.connection.putIfAbsent("default.api.timeout.ms", PATIENCE_MILLIS);
        this.connection.putIfAbsent("request.timeout.ms", PATIENCE_MILLIS);
    }

    /**
     * Creates those that are missing, as they were designed.
     *
     * @throws TopicSetupException in one line that says what to do
     * @throws KafkaUnreachableException when no broker answers
     */
    public void createMissing() throws TopicSetupException, KafkaUnreachableException {
        try (Admin admin = admin()) {
            if (!present(admin)
                    .containsAll(Topics.all().stream().map(Topic::name).toList())) {
                Topics.createMissing(admin).warnings().forEach(LOG::warn);
            }
        }
    }

    /** For a broker of one's own: few partitions, one replica. */
    public void createMissing(int callPartitions) throws TopicSetupException, KafkaUnreachableException {
        var unused = create(callPartitions, 1);
    }

    /**
     * Creates those that are missing.
     *
     * @param callPartitions of each topic that is partitioned by call, at least 1
     * @param replicas of every topic, at least 1
     * @throws TopicSetupException in one line that says what to do
     * @throws KafkaUnreachableException when the brokers' names are unknown
     */
    public TopicReport create(int callPartitions, int replicas) throws TopicSetupException, KafkaUnreachableException {
        try (Admin admin = admin()) {
            return Topics.createMissing(admin, callPartitions, replicas);
        }
    }

    private Admin admin() throws KafkaUnreachableException {
        try {
            return Admin.create(connection);
        } catch (KafkaException e) {
            throw KafkaUnreachableException.withoutClient(servers(), e);
        }
    }

    private String servers() {
        return String.valueOf(connection.get("bootstrap.servers"));
    }

    /** Names of our topics that are there; none where that cannot be told: creating them then says why. */
    private Set<String> present(Admin admin) throws KafkaUnreachableException {
        try {
            return admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith("speecheq."))
                    .collect(Collectors.toSet());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw KafkaUnreachableException.silent(servers(), e);
            }
            return Set.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        }
    }
}
