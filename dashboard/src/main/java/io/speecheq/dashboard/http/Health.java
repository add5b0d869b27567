package io.speecheq.dashboard.http;

/**
 * Whether the dashboard can do its work.
 *
 * @param streams Kafka Streams' own word for its state
 */
public record Health(boolean isUp, String streams) {}
