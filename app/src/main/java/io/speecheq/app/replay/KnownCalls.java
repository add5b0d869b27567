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
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The calls that a broker has trajectories of: a recording that is replayed once more becomes another call. */
public final class KnownCalls {

    private static final Duration POLL = Duration.ofMillis(500);

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
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL)
                        .forEach(record ->
                                TrajectoryKey.parse(record.key()).ifPresent(key -> callIds.add(key.callId())));
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
