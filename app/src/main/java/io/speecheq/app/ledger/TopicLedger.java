package io.speecheq.app.ledger;

import io.speecheq.app.events.TopicUnreachableException;
import io.speecheq.schemas.topic.PartitionByCall;
import io.speecheq.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the emotions, trajectories and calls topics to their present ends and books them. A call has one partition number on all of them, so one partition
 * of each is read at a time, and memory is that of one partition's windows. One thread.
 */
public final class TopicLedger implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    static final List<String> TOPICS = List.of(Topics.EMOTIONS.name(), Topics.TRAJECTORIES.name(), Topics.CALLS.name());

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Integer> partitions;

    private TopicLedger(KafkaConsumer<byte[], byte[]> consumer, Map<String, Integer> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /**
     * Over the topics of a Kafka.
     *
     * @param isCommittedOnly passes over what a transaction wrote that was not committed
     * @throws TopicUnreachableException when the broker does not answer, or lacks one of the topics; one line that says what to do
     */
    public static TopicLedger open(Map<String, String> connection, boolean isCommittedOnly)
            throws TopicUnreachableException {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("isolation.level", isCommittedOnly ? "read_committed" : "read_uncommitted");
        settings.put("client.id", "speecheq-check");
        settings.put("allow.auto.create.topics", "false");
        settings.put("max.poll.records", "5000");
        String servers = connection.getOrDefault("bootstrap.servers", "");
        KafkaConsumer<byte[], byte[]> consumer;
        try {
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw new TopicUnreachableException(silent(servers));
        }
        try {
            Map<String, Integer> partitions = new HashMap<>();
            for (String topic : TOPICS) {
                partitions.put(topic, partitions(consumer, topic, servers));
            }
            return new TopicLedger(consumer, partitions);
        } catch (KafkaException e) {
            consumer.close();
            throw new TopicUnreachableException(silent(servers));
        } catch (TopicUnreachableException e) {
            consumer.close();
            throw e;
        }
    }

    private static String silent(String servers) {
        return "no Kafka answers at " + servers + ": start one, or name another with --bootstrap-servers";
    }

    private static int partitions(KafkaConsumer<byte[], byte[]> consumer, String topic, String servers)
            throws TopicUnreachableException {
        List<PartitionInfo> present = consumer.partitionsFor(topic, PATIENCE);
        if (present == null || present.isEmpty()) {
            throw new TopicUnreachableException(
                    "there is no topic " + topic + " at " + servers + ": start the job or the demo, which make it");
        }
        return present.size();
    }

    /**
     * Reads and settles everything.
     *
     * @param callId only that call; all of them when empty
     * @param recordsRead is told now and then how many records were read
     */
    public LedgerTotals read(
            LedgerRules rules,
            Optional<String> callId,
            OfflineRun offline,
            Problems problems,
            LongConsumer recordsRead) {
        LedgerRecords records =
                new LedgerRecords(id -> callId.isEmpty() || callId.get().equals(id), offline, problems);
        LedgerTotals totals = LedgerTotals.NONE;
        long[] read = {0};
        for (List<TopicPartition> group : groups(callId)) {
            Ledger ledger = new Ledger(rules, problems);
            boolean isForgetful = read(group, record -> {
                if (record.topic().equals(Topics.EMOTIONS.name())) {
                    records.window(record, ledger);
                } else if (record.topic().equals(Topics.TRAJECTORIES.name())) {
                    records.trajectory(record, ledger);
                } else {
                    records.call(record, ledger);
                }
                if (++read[0] % 1000 == 0) {
                    recordsRead.accept(read[0]);
                }
            });
            totals = totals.plus(ledger.settle(isForgetful));
        }
        offline.settle(problems);
        return totals;
    }

    /** What to read at a time: of topics that are divided alike, a partition of each; else all at once. */
    private List<List<TopicPartition>> groups(Optional<String> callId) {
        int ofEmotions = partitions.getOrDefault(Topics.EMOTIONS.name(), 0);
        if (Set.copyOf(partitions.values()).size() > 1) {
            List<TopicPartition> all = new ArrayList<>();
            partitions.forEach((topic, count) ->
                    IntStream.range(0, count).forEach(partition -> all.add(new TopicPartition(topic, partition))));
            return List.of(all);
        }
        return IntStream.range(0, ofEmotions)
                .filter(partition -> callId.isEmpty() || PartitionByCall.of(callId.get(), ofEmotions) == partition)
                .mapToObj(partition -> TOPICS.stream()
                        .map(topic -> new TopicPartition(topic, partition))
                        .toList())
                .toList();
    }

    /** Takes every record of the partitions up to now; tells whether the emotions topic has deleted some before. */
    private boolean read(List<TopicPartition> group, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        consumer.assign(group);
        consumer.seekToBeginning(group);
        Map<TopicPartition, Long> ends = consumer.endOffsets(group);
        boolean isForgetful = consumer.beginningOffsets(group).entrySet().stream()
                .anyMatch(begin -> begin.getKey().topic().equals(Topics.EMOTIONS.name()) && begin.getValue() > 0);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(each);
        }
        return isForgetful;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
