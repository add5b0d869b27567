package io.speecheq.dashboard.calls;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.topic.SpeechEqDeserializer;
import io.speecheq.schemas.topic.SpeechEqSerdes;
import io.speecheq.schemas.topic.Topics;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.state.Stores;

/**
 * The Kafka Streams topology that keeps the live calls: emotions and trajectories in, two stores out.
 *
 * <p>Both topics are partitioned by call id with one number of partitions, so one task holds all of a call. A call that
 * nothing was heard of for the retention leaves, whatever its status; so the stores are bounded by the calls of that
 * long.
 *
 * <p>The stores are in memory, with a changelog on the broker that a restart replays: they hold an hour of calls at a few
 * kilobytes each, need no disk, and keep RocksDB's native library, of which Flink brings another build under the same
 * class names, out of the all-in-one process.
 */
public final class LiveCalls {

    /** call id -> {@link LiveCall}. */
    static final String CALLS_STORE = "live-calls";

    /** key of the trajectories topic, as text -> CallTrajectory. */
    static final String TRAJECTORIES_STORE = "live-trajectories";

    private LiveCalls() {}

    /** The topology; it begins with what reached the topics within the retention. */
    public static Topology topology(Duration retention) {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.byDuration(retention),
                "emotions",
                new UsePartitionTimeOnInvalidTimestamp(),
                new ByteArrayDeserializer(),
                new SpeechEqDeserializer<>(SpeechEqCodec.of(EmotionWindow.class)),
                Topics.EMOTIONS.name());
        topology.addSource(
                AutoOffsetReset.byDuration(retention),
                "trajectories",
                new UsePartitionTimeOnInvalidTimestamp(),
                new ByteArrayDeserializer(),
                new SpeechEqDeserializer<>(SpeechEqCodec.of(CallTrajectory.class)),
                Topics.TRAJECTORIES.name());
        topology.addProcessor("latest-windows", () -> new LatestWindows(retention), "emotions");
        topology.addProcessor("latest-trajectories", () -> new LatestTrajectories(retention), "trajectories");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(CALLS_STORE), Serdes.String(), new LiveCallSerde()),
                "latest-windows",
                "latest-trajectories");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(TRAJECTORIES_STORE),
                        Serdes.String(),
                        SpeechEqSerdes.of(CallTrajectory.class)),
                "latest-trajectories");
        return topology;
    }
}
