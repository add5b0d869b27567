package io.speecheq.dashboard.calls;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.topic.SpeechEqDeserializer;
import io.speecheq.schemas.topic.SpeechEqSerdes;
import io.speecheq.schemas.topic.Topic;
import io.speecheq.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The Kafka Streams topology that keeps the live calls: emotions, trajectories, summaries and alerts in, four stores out.
 *
 * <p>The topics are partitioned by call id with one number of partitions, so one task holds all of a call. A call that
 * nothing was heard of for the retention leaves, whatever its status; so the stores are bounded by the calls of that
 * long, and a channel by its newest windows.
 *
 * <p>The stores are in memory, with a changelog on the broker that a restart replays: they hold an hour of calls at a
 * hundred bytes a window and a few kilobytes beside, need no disk, and keep RocksDB's native library, of which Flink
 * brings another build under the same class names, out of the all-in-one process.
 */
public final class LiveCalls {

    /** call id -> {@link LiveCall}. */
    static final String CALLS_STORE = "live-calls";

    /** key of the trajectories topic, as text -> CallTrajectory. */
    static final String TRAJECTORIES_STORE = "live-trajectories";

    /** as {@link WindowStore} has it -> {@link WindowBlock}. */
    static final String WINDOWS_STORE = "live-windows";

    /** call id -> {@link CallStory}. */
    static final String STORIES_STORE = "live-stories";

    /**
     * What a changelog differs in from the broker's topics. Kafka compacts no segment that is still written to, and the
     * usual ones have a GiB: under load a restart would replay all that was written, not what is there. Of deleted keys
     * nothing need be left once every copy of a store has seen it, and a copy that is away is made anew.
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            "segment.bytes", "" + (16 << 20),
            "min.cleanable.dirty.ratio", "0.1",
            "delete.retention.ms", "" + Duration.ofHours(1).toMillis());

    private LiveCalls() {}

    /** The store by whose keys, call ids, one finds out which instance has a call. */
    public static String callsStore() {
        return CALLS_STORE;
    }

    /** The names of the topics that the topology reads. */
    public static Set<String> topics() {
        return Set.of(Topics.EMOTIONS.name(), Topics.TRAJECTORIES.name(), Topics.CALLS.name(), Topics.ALERTS.name());
    }

    /** The topology; it begins with what reached the topics within the retention. */
    public static Topology topology(Duration retention) {
        Topology topology = new Topology();
        source(topology, retention, "emotions", Topics.EMOTIONS, EmotionWindow.class);
        source(topology, retention, "trajectories", Topics.TRAJECTORIES, CallTrajectory.class);
        source(topology, retention, "summaries", Topics.CALLS, CallSummary.class);
        source(topology, retention, "alerts", Topics.ALERTS, EmotionAlert.class);
        topology.addProcessor("latest-windows", () -> new LatestWindows(retention), "emotions");
        topology.addProcessor("latest-trajectories", () -> new LatestTrajectories(retention), "trajectories");
        topology.addProcessor(
                "latest-summaries",
                () -> new LatestStories<>(retention, CallSummary::getCallId, CallStory::with),
                "summaries");
        topology.addProcessor(
                "latest-alerts",
                () -> new LatestStories<>(retention, EmotionAlert::getCallId, CallStory::with),
                "alerts");
        topology.addStateStore(store(CALLS_STORE, new LiveCallSerde()), "latest-windows", "latest-trajectories");
        topology.addStateStore(store(WINDOWS_STORE, new WindowBlockSerde()), "latest-windows", "latest-trajectories");
        topology.addStateStore(
                store(TRAJECTORIES_STORE, SpeechEqSerdes.of(CallTrajectory.class)), "latest-trajectories");
        topology.addStateStore(
                store(STORIES_STORE, new CallStorySerde()), "latest-summaries", "latest-alerts", "latest-trajectories");
        return topology;
    }

    private static <T extends SpecificRecord> void source(
            Topology topology, Duration retention, String name, Topic topic, Class<T> type) {
        topology.addSource(
                AutoOffsetReset.byDuration(retention),
                name,
                new UsePartitionTimeOnInvalidTimestamp(),
                new ByteArrayDeserializer(),
                new SpeechEqDeserializer<>(SpeechEqCodec.of(type)),
                topic.name());
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingEnabled(CHANGELOG);
    }
}
