package io.speecheq.dashboard.process;

import io.speecheq.dashboard.calls.LiveCalls;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions of the topics that dashboards of one application id read together. Kafka is asked in the background until
 * it has told, and then no more: the topics cannot grow under a running dashboard, whose changelogs would not fit any
 * longer. Owns its client. Thread-safe.
 */
final class SourcePartitions implements AutoCloseable {

    private final Admin admin;
    private CompletableFuture<Map<String, TopicDescription>> topics = CompletableFuture.completedFuture(Map.of());

    SourcePartitions(Admin admin) {
        this.admin = admin;
    }

    /** Whether there are no others than these; so long as Kafka has not told, there are none. */
    boolean areAllIn(Set<TopicPartition> known) {
        return told().entrySet().stream()
                .flatMap(topic -> topic.getValue().partitions().stream()
                        .map(partition -> new TopicPartition(topic.getKey(), partition.partition())))
                .allMatch(known::contains);
    }

    private synchronized Map<String, TopicDescription> told() {
        Map<String, TopicDescription> told = topics.getNow(Map.of());
        if (told.isEmpty() && topics.isDone()) {
            topics = admin.describeTopics(LiveCalls.topics())
                    .allTopicNames()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .exceptionally(failure -> Map.of());
        }
        return told;
    }

    /** Waits for no answer: a broker that is away would hold it up for a minute. */
    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
