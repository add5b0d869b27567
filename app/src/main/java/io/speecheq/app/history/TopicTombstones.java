package io.speecheq.app.history;

import io.speecheq.schemas.topic.PartitionByCall;
import io.speecheq.schemas.topic.Topic;
import io.speecheq.schemas.topic.Topics;
import io.speecheq.schemas.topic.TrajectoryKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A call's tombstones on the compacted topics, by which Kafka forgets it there and readers are told so. */
public final class TopicTombstones {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, String> connection;

    /** @param connection {@code bootstrap.servers}, and what else the brokers ask of a client */
    public TopicTombstones(Map<String, String> connection) {
        this.connection = Map.copyOf(connection);
    }

    /**
     * Writes one for every key of the call that a topic still has a record of.
     *
     * @return how many on each topic
     */
    public Map<Topic, Integer> write(String callId) throws HistoryFailedException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            Map<Topic, Integer> written = new LinkedHashMap<>();
            for (Topic topic : List.of(Topics.TRAJECTORIES, Topics.CALLS)) {
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                Map<String, Boolean> keys = keys(topic, callId);
                int partition = PartitionByCall.of(
                        callId, producer.partitionsFor(topic.name()).size());
                keys.forEach((key, isTold) -> {
                    if (isTold) {
                        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
                        sent.add(producer.send(new ProducerRecord<>(topic.name(), partition, bytes, null)));
                    }
                });
                for (Future<RecordMetadata> record : sent) {
                    record.get();
                }
                written.put(topic, sent.size());
            }
            return written;
        } catch (KafkaException | ExecutionException e) {
            throw new HistoryFailedException(
                    "the topics at " + connection.get("bootstrap.servers") + " cannot be read and written ("
                            + e.getMessage() + "): let this user do both, or name others with --bootstrap-servers",
                    e);
        }
    }

    /** The keys of the call on its partition, each with whether its newest record is one, or a tombstone already. */
    private Map<String, Boolean> keys(Topic topic, String callId) {
        Map<String, Boolean> keys = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            int partitions = consumer.partitionsFor(topic.name(), PATIENCE).size();
            TopicPartition partition = new TopicPartition(topic.name(), PartitionByCall.of(callId, partitions));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
            while (consumer.position(partition, PATIENCE) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.key() != null && isOf(topic, record.key(), callId)) {
                        keys.put(new String(record.key(), StandardCharsets.UTF_8), record.value() != null);
                    }
                }
            }
        }
        return keys;
    }

    private static boolean isOf(Topic topic, byte[] key, String callId) {
        return topic.equals(Topics.TRAJECTORIES)
                ? TrajectoryKey.parse(key)
                        .filter(of -> of.callId().equals(callId))
                        .isPresent()
                : new String(key, StandardCharsets.UTF_8).equals(callId);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("isolation.level", "read_committed");
        settings.put("allow.auto.create.topics", "false");
        settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("acks", "all");
        settings.put("max.block.ms", (int) PATIENCE.toMillis());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
