package io.speecheq.app.events;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the committed records of a topic that has few, without a group; what is no such record is passed over. One thread. */
public final class RecordReader<T extends SpecificRecord> implements AutoCloseable {

    private static final String SERVERS = "bootstrap.servers";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SpeechEqCodec<T> codec;
    private final List<TopicPartition> partitions;

    /**
     * One record.
     *
     * @param value empty where the key was deleted
     */
    public record Entry<T>(String key, Optional<T> value, Instant at) {}

    private RecordReader(
            KafkaConsumer<byte[], byte[]> consumer, SpeechEqCodec<T> codec, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.codec = codec;
        this.partitions = partitions;
    }

    /**
     * Before the topic's beginning.
     *
     * @throws TopicUnreachableException when Kafka does not answer, or has no such topic
     */
    public static <T extends SpecificRecord> RecordReader<T> open(
            Map<String, String> connection, Topic topic, Class<T> type) throws TopicUnreachableException {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("isolation.level", "read_committed");
        settings.put("client.id", "speecheq-reader");
        settings.put("allow.auto.create.topics", "false");
        KafkaConsumer<byte[], byte[]> consumer = null;
        boolean isOpen = false;
        try {
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            List<TopicPartition> partitions = partitions(consumer, topic, String.valueOf(connection.get(SERVERS)));
            consumer.assign(partitions);
            isOpen = true;
            return new RecordReader<>(consumer, SpeechEqCodec.of(type), partitions);
        } catch (KafkaException e) {
            throw new TopicUnreachableException("topic " + topic.name() + " cannot be read at "
                    + connection.get(SERVERS) + ": start Kafka, or name another with --bootstrap-servers");
        } finally {
            if (!isOpen && consumer != null) {
                consumer.close();
            }
        }
    }

    /** Those of the topic: without it nothing would be read for ever, as if it were empty. */
    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, Topic topic, String servers)
            throws TopicUnreachableException {
        List<PartitionInfo> present = consumer.partitionsFor(topic.name(), PATIENCE);
        if (present == null || present.isEmpty()) {
            throw new TopicUnreachableException("there is no topic " + topic.name() + " at " + servers
                    + ": make it with speecheq topics, as the job does when it starts");
        }
        return present.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    /** Everything that the topic has now. */
    public List<Entry<T>> all() {
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<Entry<T>> entries = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            entries.addAll(next());
        }
        return entries;
    }

    /** Goes to the topic's present end. */
    public void skipToEnd() {
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** What comes within a moment. */
    public List<Entry<T>> next() {
        List<Entry<T>> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            Instant at = Instant.ofEpochMilli(record.timestamp());
            if (record.value() == null) {
                entries.add(new Entry<>(key, Optional.empty(), at));
            } else {
                decoded(record.value()).ifPresent(value -> entries.add(new Entry<>(key, Optional.of(value), at)));
            }
        }
        return entries;
    }

    private Optional<T> decoded(byte[] bytes) {
        try {
            return Optional.of(codec.decode(bytes));
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
