package io.speecheq.app.replay;

import io.speecheq.ingest.recording.CallNames;
import io.speecheq.schemas.topic.Topics;
import io.speecheq.schemas.topic.TrajectoryKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The calls that a broker has trajectories of: a recording that is replayed once more becomes another call. */
public final class KnownCalls {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Set<String> callIds;

    private KnownCalls(Set<String> callIds) {
        this.callIds = callIds;
    }

    public static KnownCalls none() {
        return new KnownCalls(Set.of());
    }

    /** Reads the keys of the trajectories topic, which is compacted, to its present end. */
    public static KnownCalls at(Map<String, String> connection) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("isolation.level", "read_committed");
        Set<String> callIds = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.TRAJECTORIES.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long heard = System.nanoTime();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                records.forEach(
                        record -> TrajectoryKey.parse(record.key()).ifPresent(key -> callIds.add(key.callId())));
                heard = records.isEmpty() ? heard : System.nanoTime();
                if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                    throw new TimeoutException("Kafka stopped answering while the known calls were read; start again");
                }
            }
        }
        return new KnownCalls(callIds);
    }

    /** The file's next name that no known call has. */
    public String newId(Path file, CallNames names) {
        String id = names.of(file);
        while (callIds.contains(id)) {
            id = names.of(file);
        }
        return id;
    }
}
