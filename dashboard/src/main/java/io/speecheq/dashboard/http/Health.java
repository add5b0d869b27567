package io.speecheq.dashboard.http;

/**
 * Whether the dashboard can do its work.
 *
 * @param streams Kafka Streams' own word for its state, or that it waits to replace a thread that failed
 */
public record Health(boolean isUp, String streams) {}
