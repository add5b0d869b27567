package io.speecheq.app.events;

/** A topic that cannot be read; the message is one line that says what to do. */
public final class TopicUnreachableException extends Exception {

    public TopicUnreachableException(String message) {
        super(message);
    }

    /** No broker answers there. */
    public static TopicUnreachableException noKafkaAt(String servers) {
        return new TopicUnreachableException(
                "no Kafka answers at " + servers + ": start one, or name another with --bootstrap-servers");
    }
}
