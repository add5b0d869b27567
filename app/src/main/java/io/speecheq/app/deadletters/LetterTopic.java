package io.speecheq.app.deadletters;

import io.speecheq.app.events.TopicUnreachableException;
import io.speecheq.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The dead-letter topic as it is at one moment. It is read twice, receipts first, so that nothing of a letter is held beyond
 * its turn, however many there are. One thread.
 */
public final class LetterTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Set<String> topics;

    LetterTopic(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Set<String> topics) {
        this.consumer = consumer;
        this.ends = ends;
        this.topics = topics;
    }

    /**
     * Opens it, up to its present end.
     *
     * @param connection {@code bootstrap.servers}, and what else the brokers ask of a client
     * @throws TopicUnreachableException when the broker does not answer, or has no such topic; one line that says what to do
     */
    public static LetterTopic open(Map<String, String> connection) throws TopicUnreachableException {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("isolation.level", "read_committed");
        settings.put("client.id", "speecheq-dead-letters");
        settings.put("allow.auto.create.topics", "false");
        String servers = connection.getOrDefault("bootstrap.servers", "");
        KafkaConsumer<byte[], byte[]> consumer = null;
        try {
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            Map<String, List<PartitionInfo>> present = consumer.listTopics(PATIENCE);
            List<TopicPartition> partitions = present.getOrDefault(Topics.DEAD_LETTERS.name(), List.of()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                consumer.close();
                throw new TopicUnreachableException("there is no topic " + Topics.DEAD_LETTERS.name() + " at " + servers
                        + ": start the job or the demo, which make it");
            }
            consumer.assign(partitions);
            return new LetterTopic(consumer, consumer.endOffsets(partitions, PATIENCE), Set.copyOf(present.keySet()));
        } catch (KafkaException e) {
            if (consumer != null) {
                consumer.close();
            }
            throw TopicUnreachableException.noKafkaAt(servers);
        }
    }

    /** Whether the brokers have a topic of that name. */
    boolean isPresent(String topic) {
        return topics.contains(topic);
    }

    /** Hands on every letter that the filter takes, and whether it was sent back already; partition by partition in order. */
    public void read(LetterFilter filter, BiConsumer<Letter, Boolean> letters) {
        read(filter, letters, () -> {});
    }

    /** The same, and calls {@code between} after every record, whether it is such a letter or not, and while none comes. */
    void read(LetterFilter filter, BiConsumer<Letter, Boolean> letters, Runnable between) {
        Receipts receipts = new Receipts();
        readAll(receipts::accept, () -> {});
        readAll(
                record -> Letter.in(record)
                        .filter(filter::takes)
                        .ifPresent(letter -> letters.accept(letter, receipts.has(letter.place()))),
                between);
    }

    /**
     * How many letters came since a moment; receipts, and the marks of the transactions that wrote them, are none.
     *
     * @param most where counting ends
     */
    public long countSince(Instant since, long most) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        ends.keySet().forEach(partition -> wanted.put(partition, since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> begins = consumer.offsetsForTimes(wanted, PATIENCE);
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            OffsetAndTimestamp begin = begins.get(end.getKey());
            consumer.seek(end.getKey(), begin == null ? end.getValue() : begin.offset());
        }
        long letters = 0;
        while (letters < most && !isAtEnd()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                letters += Letter.in(record).isPresent() ? 1 : 0;
            }
        }
        return Math.min(letters, most);
    }

    private void readAll(RecordReader records, Runnable between) {
        consumer.seekToBeginning(ends.keySet());
        while (!isAtEnd()) {
            between.run();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.getOrDefault(partition, 0L)) {
                    records.accept(record);
                }
                between.run();
            }
        }
    }

    /** Takes a record. */
    @FunctionalInterface
    private interface RecordReader {
        void accept(ConsumerRecord<byte[], byte[]> record);
    }

    private boolean isAtEnd() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
