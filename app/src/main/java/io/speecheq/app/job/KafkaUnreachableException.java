package io.speecheq.app.job;

import org.apache.kafka.common.KafkaException;

/** No broker answers; the message is one line that says what to do. */
public final class KafkaUnreachableException extends Exception {

    private KafkaUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }

    static KafkaUnreachableException silent(String bootstrapServers, Throwable cause) {
        return new KafkaUnreachableException(
                "no Kafka answers at " + bootstrapServers + ": start one, or name another with --bootstrap-servers",
                cause);
    }

    /** No client can even be made for it: its name is unknown, or what it asks of clients is given wrongly. */
    static KafkaUnreachableException withoutClient(String bootstrapServers, KafkaException problem) {
        Throwable reason = problem;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return new KafkaUnreachableException(
                "no client reaches Kafka at " + bootstrapServers + " (" + reason.getMessage()
                        + "): name another with --bootstrap-servers, or mend --kafka-config",
                problem);
    }
}
