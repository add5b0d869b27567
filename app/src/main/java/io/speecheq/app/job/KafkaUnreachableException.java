package io.speecheq.app.job;

/** No broker answers; the message is one line that says what to do. */
public final class KafkaUnreachableException extends Exception {

    KafkaUnreachableException(String bootstrapServers, Throwable cause) {
        super(
                "no Kafka answers at " + bootstrapServers + ": start one, or name another with --bootstrap-servers",
                cause);
    }
}
