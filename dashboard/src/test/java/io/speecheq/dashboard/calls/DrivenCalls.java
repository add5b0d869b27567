package io.speecheq.dashboard.calls;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.AlertSeverity;
import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.Durations;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionSummary;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.schemas.topic.Topic;
import io.speecheq.schemas.topic.Topics;
import io.speecheq.schemas.topic.TrajectoryKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The topology under Kafka's test driver: records in at the driver's own time, stores to be asked; no broker. */
public final class DrivenCalls implements AutoCloseable {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    /** Made here, since Avro's builders refuse records until a codec has vouched for them. */
    private static final SpeechEqCodec<CallTrajectory> TRAJECTORIES = SpeechEqCodec.of(CallTrajectory.class);

    static final Duration RETENTION = Duration.ofHours(1);

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> emotions;
    private final TestInputTopic<byte[], byte[]> trajectories;
    private final TestInputTopic<byte[], byte[]> summaries;
    private final TestInputTopic<byte[], byte[]> alerts;
    private Instant now = NOON;

    public DrivenCalls() {
        Properties properties = new Properties();
        properties.setProperty(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.setProperty(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.setProperty(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueExceptionHandler.class.getName());
        driver = new TopologyTestDriver(LiveCalls.topology(RETENTION), properties, NOON);
        emotions = topic(Topics.EMOTIONS);
        trajectories = topic(Topics.TRAJECTORIES);
        summaries = topic(Topics.CALLS);
        alerts = topic(Topics.ALERTS);
    }

    private TestInputTopic<byte[], byte[]> topic(Topic topic) {
        return driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The stores as the server asks them. */
    public StoredCalls view() {
        return new StoredCalls(new StoredCalls.Stores() {
            @Override
            public <V> ReadOnlyKeyValueStore<String, V> named(String name) {
                return driver.getKeyValueStore(name);
            }
        });
    }

    /** Stores that are being loaded. */
    public static StoredCalls notReady() {
        return failing(new InvalidStateStoreException("the stores are being restored"));
    }

    /** Stores that cannot be asked, for this reason. */
    public static StoredCalls failing(RuntimeException reason) {
        return new StoredCalls(new StoredCalls.Stores() {
            @Override
            public <V> ReadOnlyKeyValueStore<String, V> named(String name) {
                throw reason;
            }
        });
    }

    /** How many entries a store has. */
    long stored(String store) {
        return driver.getKeyValueStore(store).approximateNumEntries();
    }

    public void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    public void accept(EmotionWindow window) {
        acceptAt(now, window);
    }

    void acceptAt(Instant arrived, EmotionWindow window) {
        byte[] key = window.getCallId().getBytes(StandardCharsets.UTF_8);
        emotions.pipeInput(key, SpeechEqCodec.of(EmotionWindow.class).encode(window), arrived);
    }

    void acceptGarbage() {
        emotions.pipeInput(new byte[] {1}, new byte[] {1, 2, 3}, now);
    }

    /** On every topic a record with neither key nor value, which anybody's producer can send. */
    void acceptNothing() {
        List.of(emotions, trajectories, summaries, alerts).forEach(topic -> topic.pipeInput(null, null, now));
    }

    public void accept(CallTrajectory trajectory) {
        byte[] key = new TrajectoryKey(trajectory.getCallId(), trajectory.getChannel()).bytes();
        trajectories.pipeInput(key, TRAJECTORIES.encode(trajectory), now);
    }

    public void accept(CallSummary summary) {
        byte[] key = summary.getCallId().getBytes(StandardCharsets.UTF_8);
        summaries.pipeInput(key, SpeechEqCodec.of(CallSummary.class).encode(summary), now);
    }

    public void accept(EmotionAlert alert) {
        byte[] key = alert.getCallId().getBytes(StandardCharsets.UTF_8);
        alerts.pipeInput(key, SpeechEqCodec.of(EmotionAlert.class).encode(alert), now);
    }

    public void erase(String callId, String channel) {
        trajectories.pipeInput(new TrajectoryKey(callId, channel).bytes(), null, now);
    }

    public static EmotionWindow window(String callId, String channel, int index) {
        Emotion joy = new Emotion(
                EmotionCategory.JOY,
                SpeechEqMetric.name(EmotionCategory.JOY, 2.5f),
                2.5f,
                Collections.nCopies(9, 1 / 9f));
        return window(callId, channel, index, joy, null);
    }

    public static EmotionWindow silentWindow(String callId, String channel, int index) {
        return window(callId, channel, index, null, NotAssessed.NO_SPEECH);
    }

    private static EmotionWindow window(
            String callId, String channel, int index, @Nullable Emotion emotion, @Nullable NotAssessed reason) {
        return new EmotionWindow(
                callId,
                channel,
                index,
                index * 1_000L,
                index * 1_000L + 3_000L,
                NOON,
                emotion == null ? 0f : 0.75f,
                -30f,
                emotion,
                reason,
                emotion == null ? null : "net:1",
                List.of());
    }

    public static CallSummary summary(String callId, CallStatus status, int revision) {
        return CallSummary.newBuilder()
                .setCallId(callId)
                .setCallStart(NOON)
                .setStatus(status)
                .setRevision(revision)
                .setDurationMillis(revision * 1_000L)
                .setTalkMillis(0)
                .setOverlapMillis(0)
                .setNonTalkMillis(revision * 1_000L)
                .setLongestSilenceMillis(0)
                .setLongestSilenceAtMillis(0)
                .setChannels(List.of())
                .setInterruptions(List.of())
                .build();
    }

    public static EmotionAlert alert(String callId, int episode, AlertState state) {
        return EmotionAlert.newBuilder()
                .setRule("anger-lasts")
                .setCallId(callId)
                .setChannel("customer")
                .setCallStart(NOON)
                .setFromMillis(episode * 10_000L)
                .setToMillis(episode * 10_000L + 5_000L)
                .setValue(0.8f)
                .setState(state)
                .setSeverity(AlertSeverity.WARNING)
                .setEpisode(episode)
                .setMessage("anger for 5 s")
                .build();
    }

    public static CallTrajectory trajectory(String callId, String channel, TrajectoryStatus status, int revision) {
        EmotionSummary nothing = EmotionSummary.newBuilder()
                .setFromMillis(0)
                .setToMillis(0)
                .setAssessedWindows(0)
                .setShares(Collections.nCopies(9, 0f))
                .build();
        return CallTrajectory.newBuilder()
                .setCallId(callId)
                .setChannel(channel)
                .setCallStart(NOON)
                .setStatus(status)
                .setRevision(revision)
                .setWindows(revision)
                .setDurations(new Durations(revision * 1_000L, 0L, 0L, 0L, 0L))
                .setOverall(nothing)
                .setQuarters(List.of())
                .setSegments(List.of())
                .setNotAssessed(List.of())
                .setModels(List.of())
                .build();
    }

    @Override
    public void close() {
        driver.close();
    }
}
