package io.speecheq.app.health;

import io.speecheq.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far behind a group reads: which partitions have a record that has waited for too long. One thread. */
final class GroupLag {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final long nowMillis;

    /** @param consumer of committed records, for this alone */
    GroupLag(Admin admin, KafkaConsumer<byte[], byte[]> consumer, long nowMillis) {
        this.admin = admin;
        this.consumer = consumer;
        this.nowMillis = nowMillis;
    }

    /** Nothing where the group has never read, and need not have. */
    Optional<Finding> finding(ReadGroup group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group.name())
                .partitionsToOffsetAndMetadata()
                .get();
        if (read.isEmpty() && !group.isAlways()) {
            return Optional.empty();
        }
        long waiting = 0;
        Map<TopicPartition, Long> late = new HashMap<>();
        int partitions = 0;
        for (Topic topic : group.topics()) {
            Map<TopicPartition, Long> ends = TopicOffsets.of(admin, topic, OffsetSpec.latest());
            Map<TopicPartition, Long> begins = TopicOffsets.of(admin, topic, OffsetSpec.earliest());
            Map<TopicPartition, Long> due = TopicOffsets.of(
                    admin,
                    topic,
                    OffsetSpec.forTimestamp(nowMillis - group.limit().toMillis()));
            partitions += ends.size();
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                TopicPartition partition = end.getKey();
                OffsetAndMetadata committed = read.get(partition);
                long from = Math.max(committed == null ? 0 : committed.offset(), begins.getOrDefault(partition, 0L));
                waiting += Math.max(end.getValue() - from, 0);
                // -1 says that nothing has come since then.
                long dueOffset = due.getOrDefault(partition, -1L);
                if (isReadable(partition, from, dueOffset < 0 ? end.getValue() : dueOffset)) {
                    late.put(partition, from);
                }
            }
        }
        return Optional.of(finding(group, late, partitions, waiting));
    }

    /**
     * Whether there is a committed record from an offset on and before another. The marks of transactions take offsets, too, which no reader is given and
     * so no group commits; and what an open transaction holds back nobody can read yet.
     */
    private boolean isReadable(TopicPartition partition, long from, long to) {
        if (from >= to) {
            return false;
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long stable = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, to);
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition, PATIENCE) < Math.min(to, stable)) {
            List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
            if (!records.isEmpty()) {
                return records.get(0).offset() < to;
            }
            if (System.nanoTime() > deadlineNanos) {
                // Its broker does not hand out what it says is there.
                return true;
            }
        }
        return false;
    }

    private static Finding finding(ReadGroup group, Map<TopicPartition, Long> late, int partitions, long waiting) {
        if (late.isEmpty()) {
            return Finding.well(group.reader() + " keeps up; about " + waiting + " records since its last checkpoint");
        }
        String topics = late.keySet().stream()
                .map(TopicPartition::topic)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        String remedy = "it is down, takes no checkpoints, or needs more cores; see that the group '" + group.name()
                + "' is its own (" + group.option() + ")";
        return Finding.wrong(
                group.reader() + " is more than " + group.limit().toSeconds() + " s behind on " + late.size() + " of "
                        + partitions + " partitions (" + topics + "), about " + waiting + " records wait",
                group.isAlways() ? remedy : remedy + ", or, where it was given up, delete that group");
    }
}
