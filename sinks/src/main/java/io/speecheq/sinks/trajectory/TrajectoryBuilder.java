package io.speecheq.sinks.trajectory;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.Durations;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.sinks.channel.OnlineIntensityTrend;
import io.speecheq.sinks.channel.SnapshotFormat;
import io.speecheq.sinks.channel.SnapshotRecords;
import io.speecheq.sinks.channel.Tally;
import io.speecheq.sinks.channel.TimeBins;
import io.speecheq.sinks.channel.WindowOrder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The emotion of one channel of a call as it unfolds: windows and the channel's end go in, in any order; the trajectory so
 * far comes out; one thread.
 *
 * <p>A window is taken in once, in the order of the index ({@link WindowOrder}), so a trajectory depends on which windows
 * there are and on nothing else: not on arrival, doubling, batching or restarts. Its revision is the number of windows
 * seen, and one more once the channel has ended: the same revision of the same channel is the same record. While the
 * channel lives, speech and lost audio are estimates from the windows; its end tells them exactly.
 *
 * <p>The channel has ended when it was closed and every window it was closed with has been seen, or when the missing
 * ones were given up. Nothing changes a trajectory after that.
 *
 * <p>Bounded for calls that never end: at most 256 bins of time, the spec's number of segments, 256 held windows and 64
 * models.
 */
public final class TrajectoryBuilder {

    private static final SpeechEqCodec<ChannelClosed> CLOSED_CODEC = SpeechEqCodec.of(ChannelClosed.class);

    private final TrajectorySpec spec;
    private final String callId;
    private final String channel;
    private final WindowOrder order = new WindowOrder();
    private final OnlineDurations durations = new OnlineDurations();
    private final OnlineSegments segments;
    private final TimeBins bins = new TimeBins();
    private final Coverage coverage = new Coverage();
    private final OnlineIntensityTrend trend = new OnlineIntensityTrend();
    private final OnlineLoudness loudness = new OnlineLoudness();
    private Tally overall = new Tally();
    private int windows;
    private long callStartMillis;
    private @Nullable ChannelClosed closed;
    private boolean ended;

    public TrajectoryBuilder(TrajectorySpec spec, String callId, String channel) {
        this.spec = spec;
        this.callId = callId;
        this.channel = channel;
        this.segments = new OnlineSegments(spec);
    }

    /**
     * Takes in a window of this channel. A window that was seen before, or came after the end, changes nothing.
     *
     * @throws IllegalArgumentException when the window is of another channel, or against the record's own rules
     */
    public void accept(EmotionWindow window) {
        requireSame(window.getCallId(), window.getChannel());
        if (!ended) {
            order.accept(window, this::apply);
            endIfComplete();
        }
    }

    /** Takes in the end of this channel; the first one counts. */
    public void close(ChannelClosed end) {
        requireSame(end.getCallId(), end.getChannel());
        if (closed == null) {
            closed = end;
            endIfComplete();
        }
    }

    /**
     * Ends a closed channel without the windows that have not come.
     *
     * @throws IllegalStateException when the channel was not closed
     */
    public void giveUpMissing() {
        if (closed == null) {
            throw new IllegalStateException("the channel was not closed: its windows may still come");
        }
        order.flush(this::apply);
        ended = true;
    }

    private void endIfComplete() {
        ended |= closed != null && order.nextIndex() >= closed.getWindows();
    }

    /** Windows seen: those that the trajectory tells of. */
    public int windows() {
        return windows;
    }

    public boolean isClosed() {
        return closed != null;
    }

    /** Whether {@link #revision()} is the last one. */
    public boolean hasEnded() {
        return ended;
    }

    private void requireSame(String otherCallId, String otherChannel) {
        if (!callId.equals(otherCallId) || !channel.equals(otherChannel)) {
            throw new IllegalArgumentException("trajectory of %s/%s was given a record of %s/%s"
                    .formatted(callId, channel, otherCallId, otherChannel));
        }
    }

    private void apply(EmotionWindow window) {
        if (windows == 0) {
            callStartMillis = window.getCallStart().toEpochMilli();
        }
        windows++;
        long start = window.getStartMillis();
        long end = window.getEndMillis();
        Emotion emotion = window.getEmotion();
        durations.accept(start, end, window.getSpeechRatio(), kind(window));
        loudness.accept(start, window.getSpeechRatio(), window.getLevelDbfs());
        coverage.accept(window);
        segments.advanceTo(start);
        if (emotion == null) {
            return;
        }
        int category = SpeechEqMetric.CATEGORIES.indexOf(emotion.getCategory().name());
        overall.add(category, emotion.getIntensity(), emotion.getScores(), start);
        bins.add(category, emotion.getIntensity(), emotion.getScores(), start);
        trend.accept(start, emotion.getIntensity());
        segments.accept(start, end, emotion.getScores(), emotion.getIntensity());
    }

    private static OnlineDurations.Kind kind(EmotionWindow window) {
        if (window.getEmotion() != null) {
            return OnlineDurations.Kind.ASSESSED;
        }
        return window.getNotAssessed() == NotAssessed.AUDIO_LOST
                ? OnlineDurations.Kind.LOST
                : OnlineDurations.Kind.OTHER;
    }

    /**
     * The trajectory as it stands.
     *
     * @throws IllegalStateException when nothing has been seen yet
     */
    public CallTrajectory revision() {
        if (windows == 0 && !ended) {
            throw new IllegalStateException("nothing has been seen of the channel yet");
        }
        Durations times = times();
        return CallTrajectory.newBuilder()
                .setCallId(callId)
                .setChannel(channel)
                .setCallStart(callStart())
                .setStatus(status())
                .setRevision(ended ? windows + 1 : windows)
                .setWindows(windows)
                .setDurations(times)
                .setOverall(overall.summary(0, times.getTotalMillis(), spec.leastConfidence()))
                .setQuarters(bins.quarters(windows == 0 ? 0 : times.getTotalMillis(), spec.leastConfidence()))
                .setSegments(segments.segments())
                .setDroppedSegments(segments.dropped())
                .setNotAssessed(coverage.notAssessed())
                .setModels(coverage.models())
                .setSmoothed(segments.smoothed())
                .setTrend(trend.trend())
                .setChanges(segments.changes())
                .setLoudness(loudness.loudness())
                .build();
    }

    private Instant callStart() {
        return windows == 0 && closed != null ? closed.getCallStart() : Instant.ofEpochMilli(callStartMillis);
    }

    private TrajectoryStatus status() {
        if (!ended || closed == null) {
            return TrajectoryStatus.ACTIVE;
        }
        return closed.getTimedOut() ? TrajectoryStatus.TIMED_OUT : TrajectoryStatus.COMPLETED;
    }

    private Durations times() {
        if (!ended || closed == null) {
            return times(durations.totalMillis(), durations.speechMillis(), durations.lostMillis());
        }
        return times(
                Math.max(closed.getTotalMillis(), durations.totalMillis()),
                closed.getSpeechMillis(),
                closed.getLostMillis());
    }

    private Durations times(long totalMillis, long speechMillis, long lostMillis) {
        long silenceMillis = Math.max(0, totalMillis - speechMillis - lostMillis);
        return new Durations(totalMillis, speechMillis, lostMillis, durations.assessedMillis(), silenceMillis);
    }

    public TrajectorySnapshot snapshot() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return TrajectorySnapshot.ofBytes(bytes.toByteArray());
    }

    /**
     * A builder that goes on where the snapshot was taken, by the numbers it began with.
     *
     * @throws IllegalArgumentException when the bytes are no snapshot, or of a version this code does not know
     */
    public static TrajectoryBuilder restore(TrajectorySnapshot snapshot) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot.toBytes()))) {
            SnapshotFormat format = SnapshotFormat.of(in.readUnsignedByte());
            TrajectoryBuilder builder =
                    new TrajectoryBuilder(TrajectorySpec.readFrom(in, format), in.readUTF(), in.readUTF());
            builder.readFrom(in, format);
            return builder;
        } catch (IOException e) {
            throw new IllegalArgumentException("not a trajectory snapshot: " + snapshot, e);
        }
    }

    private void writeTo(DataOutputStream out) throws IOException {
        out.writeByte(SnapshotFormat.NEWEST.version());
        spec.writeTo(out);
        out.writeUTF(callId);
        out.writeUTF(channel);
        out.writeLong(callStartMillis);
        out.writeInt(windows);
        out.writeBoolean(ended);
        out.writeBoolean(closed != null);
        if (closed != null) {
            SnapshotRecords.write(closed, CLOSED_CODEC, out);
        }
        order.writeTo(out);
        durations.writeTo(out);
        segments.writeTo(out);
        bins.writeTo(out);
        overall.writeTo(out);
        coverage.writeTo(out);
        trend.writeTo(out);
        loudness.writeTo(out);
    }

    private void readFrom(DataInputStream in, SnapshotFormat format) throws IOException {
        callStartMillis = in.readLong();
        windows = in.readInt();
        ended = in.readBoolean();
        closed = in.readBoolean() ? SnapshotRecords.read(CLOSED_CODEC, in) : null;
        order.readFrom(in);
        durations.readFrom(in);
        segments.readFrom(in, format);
        bins.readFrom(in, format);
        overall = Tally.readFrom(in, format);
        coverage.readFrom(in);
        if (format.hasConfidence()) {
            trend.readFrom(in);
            loudness.readFrom(in);
        }
    }
}
