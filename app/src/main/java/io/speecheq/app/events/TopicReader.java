package io.speecheq.app.events;

import io.speecheq.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic's committed records, every partition, without a group. One thread. */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final EventJson json;
    private List<TopicPartition> partitions = List.of();

    private TopicReader(KafkaConsumer<byte[], byte[]> consumer, EventJson json) {
        this.consumer = consumer;
        this.json = json;
    }

    /**
     * A reader at the topic's begin, or at its present end.
     *
     * @throws TopicUnreachableException when the broker does not answer, or has no such topic; one line that says what to do
     */
    public static TopicReader open(Map<String, String> connection, Topic topic, boolean isFromBeginning)
            throws TopicUnreachableException {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("isolation.level", "read_committed");
        settings.put("client.id", "speecheq-events");
        settings.put("allow.auto.create.topics", "false");
        String servers = connection.getOrDefault("bootstrap.servers", "");
        TopicReader reader = null;
        try {
            KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            reader = new TopicReader(consumer, EventJson.of(topic));
            reader.assign(topic, servers, isFromBeginning);
            return reader;
        } catch (KafkaException | TopicUnreachableException e) {
            if (reader != null) {
                reader.close();
            }
            throw e instanceof TopicUnreachableException said ? said : TopicUnreachableException.noKafkaAt(servers);
        }
    }

    private void assign(Topic topic, String servers, boolean isFromBeginning) throws TopicUnreachableException {
        List<PartitionInfo> present = consumer.partitionsFor(topic.name(), PATIENCE);
        if (present == null || present.isEmpty()) {
            throw new TopicUnreachableException("there is no topic " + topic.name() + " at " + servers
                    + ": start the job or the demo, which make it");
        }
        partitions = present.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        if (isFromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
    }

    /**
     * Hands on each record as a line.
     *
     * @param isToEnd stop at the end that the topic has now
     * @param isOver asked between polls whether to stop
     */
    public void read(boolean isToEnd, BooleanSupplier isOver, Consumer<String> lines) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!isOver.getAsBoolean() && !(isToEnd && isPast(ends))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                lines.accept(json.line(record));
            }
        }
    }

    private boolean isPast(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
