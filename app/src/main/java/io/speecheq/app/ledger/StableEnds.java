package io.speecheq.app.ledger;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether the job's topics are readable to their ends: the last stable offset, beyond which readers of committed records see nothing, passes what was
 * written before. With transactions it lags by a checkpoint; one that stays behind longer has a transaction that nobody ends.
 */
public final class StableEnds {

    private static final long PAUSE_MILLIS = 500;
    private static final int CALL_TIMEOUT_MILLIS = 10_000;

    private StableEnds() {}

    /**
     * Waits until everything that is written now is stable, as long as {@code patience} lasts; what is not by then is a problem.
     *
     * @throws ExecutionException when Kafka does not tell its offsets
     */
    public static void await(Map<String, String> connection, Duration patience, Problems problems)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("default.api.timeout.ms", CALL_TIMEOUT_MILLIS);
        settings.put("request.timeout.ms", CALL_TIMEOUT_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            Map<TopicPartition, OffsetSpec> asked = asked(admin);
            Map<TopicPartition, Long> written = offsets(admin, asked, IsolationLevel.READ_UNCOMMITTED);
            long deadlineNanos = System.nanoTime() + patience.toNanos();
            Map<TopicPartition, Long> stable = offsets(admin, asked, IsolationLevel.READ_COMMITTED);
            while (isBehind(stable, written) && System.nanoTime() < deadlineNanos) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                stable = offsets(admin, asked, IsolationLevel.READ_COMMITTED);
            }
            tell(stable, written, patience, problems);
        }
    }

    private static boolean isBehind(Map<TopicPartition, Long> stable, Map<TopicPartition, Long> written) {
        return written.entrySet().stream().anyMatch(end -> stable.getOrDefault(end.getKey(), 0L) < end.getValue());
    }

    private static void tell(
            Map<TopicPartition, Long> stable, Map<TopicPartition, Long> written, Duration patience, Problems problems) {
        written.forEach((partition, end) -> {
            long lastStable = stable.getOrDefault(partition, 0L);
            if (lastStable < end) {
                problems.add(
                        Problem.HANGING_TRANSACTION,
                        partition + ": for " + patience.toSeconds() + " s at " + lastStable + ", " + (end - lastStable)
                                + " before the end; the job that wrote this is stopped or waits (it ends the"
                                + " transaction when it starts again), or Kafka ends it at its timeout");
            }
        });
    }

    private static Map<TopicPartition, OffsetSpec> asked(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        Map<String, TopicDescription> topics =
                admin.describeTopics(TopicLedger.TOPICS).allTopicNames().get();
        topics.forEach((name, topic) -> topic.partitions()
                .forEach(partition -> asked.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        return asked;
    }

    private static Map<TopicPartition, Long> offsets(
            Admin admin, Map<TopicPartition, OffsetSpec> asked, IsolationLevel level)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> offsets =
                new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
        Map<TopicPartition, ListOffsetsResultInfo> told =
                admin.listOffsets(asked, new ListOffsetsOptions(level)).all().get();
        told.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }
}
