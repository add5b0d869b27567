package io.speecheq.dashboard.process;

import io.speecheq.dashboard.calls.LiveCalls;
import io.speecheq.dashboard.calls.NotReadyException;
import io.speecheq.dashboard.http.Instances;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The instances of an application id, as their group's protocol tells of them. A store's key is the call id, and the
 * partition of a call is what Kafka's own partitioner picks for its id: so the key says who has it.
 */
final class StreamsInstances implements Instances {

    private final KafkaStreams streams;
    private final String own;

    /** @param own host:port under which this instance is advertised */
    StreamsInstances(KafkaStreams streams, String own) {
        this.streams = streams;
        this.own = own;
    }

    @Override
    public List<String> others() {
        return streams.metadataForAllStreamsClients().stream()
                .map(StreamsMetadata::hostInfo)
                .filter(host -> !host.equals(HostInfo.unavailable()))
                .map(StreamsInstances::name)
                .filter(name -> !name.equals(own))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Optional<String> ownerOf(String callId) throws NotReadyException {
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
        return name.equals(own) || owner.activeHost().equals(HostInfo.unavailable())
                ? Optional.empty()
                : Optional.of(name);
    }

    private static String name(HostInfo host) {
        return host.host() + ":" + host.port();
    }
}
