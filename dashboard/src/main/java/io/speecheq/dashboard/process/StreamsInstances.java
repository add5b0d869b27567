package io.speecheq.dashboard.process;

import io.speecheq.dashboard.calls.LiveCalls;
import io.speecheq.dashboard.calls.NotReadyException;
import io.speecheq.dashboard.http.Instances;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The instances of an application id, as their group's protocol tells of them. A store's key is the call id, and the
 * partition of a call is what Kafka's own partitioner picks for its id: so the key says who has it. Partitions that no
 * instance in reach reads are another dashboard's: one that has taken the same application id without being advertised.
 */
final class StreamsInstances implements Instances {

    private static final String AT_WORK = "RUNNING";

    private final KafkaStreams streams;
    private final SourcePartitions sources;
    private final Optional<String> advertised;
    private final String another;

    /** @param advertised host:port under which others reach this instance; without it this one asks no others either */
    StreamsInstances(
            KafkaStreams streams, SourcePartitions sources, Optional<String> advertised, String applicationId) {
        this.streams = streams;
        this.sources = sources;
        this.advertised = advertised;
        this.another = "another dashboard of application id " + applicationId
                + " (give each an --application-id of its own, or all of them --advertise)";
    }

    @Override
    public List<String> others() {
        if (advertised.isEmpty()) {
            return List.of();
        }
        return streams.metadataForAllStreamsClients().stream()
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !host.equals(HostInfo.unavailable()))
                .map(StreamsInstances::name)
                .filter(name -> !isOwn(name))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public boolean hasShare() {
        return ownShare().map(share -> !share.isEmpty()).orElse(true);
    }

    @Override
    public List<String> outOfReach() {
        Optional<Set<TopicPartition>> own = ownShare();
        if (own.isEmpty()) {
            return List.of();
        }
        Set<TopicPartition> inReach = new HashSet<>(own.get());
        if (advertised.isPresent()) {
            streams.metadataForAllStreamsClients().forEach(instance -> inReach.addAll(instance.topicPartitions()));
        }
        return sources.areAllIn(inReach) ? List.of() : List.of(another);
    }

    /** What this instance reads; nothing while that is about to change. */
    private Optional<Set<TopicPartition>> ownShare() {
        if (!streams.state().isRunningOrRebalancing()) {
            return Optional.empty();
        }
        Set<ThreadMetadata> threads = streams.metadataForLocalThreads();
        return threads.isEmpty()
                        || threads.stream()
                                .anyMatch(thread -> !thread.threadState().equals(AT_WORK))
                ? Optional.empty()
                : Optional.of(threads.stream()
                        .flatMap(thread -> thread.activeTasks().stream())
                        .flatMap(task -> task.topicPartitions().stream())
                        .collect(Collectors.toSet()));
    }

    @Override
    public Optional<String> ownerOf(String callId) throws NotReadyException {
        if (advertised.isEmpty()) {
            return Optional.empty();
        }
        KeyQueryMetadata owner;
        try {
            owner = streams.queryMetadataForKey(LiveCalls.callsStore(), callId, new StringSerializer());
        } catch (IllegalStateException e) {
            throw new NotReadyException(e);
        }
        if (owner == null || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw new NotReadyException("the calls are being divided among the instances; ask again in a moment");
        }
        String name = name(owner.activeHost());
        return isOwn(name) || owner.activeHost().equals(HostInfo.unavailable()) ? Optional.empty() : Optional.of(name);
    }

    private boolean isOwn(String name) {
        return advertised.isPresent() && advertised.get().equals(name);
    }

    private static String name(HostInfo host) {
        return host.host() + ":" + host.port();
    }
}
