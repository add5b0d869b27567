package io.speecheq.sinks.call;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.sinks.channel.SnapshotRecords;
import io.speecheq.sinks.channel.WindowOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One channel within its call: its windows in order, its utterances, its end; one thread. */
final class TalkingChannel {

    private static final SpeechEqCodec<ChannelClosed> CLOSED_CODEC = SpeechEqCodec.of(ChannelClosed.class);

    private final WindowOrder order = new WindowOrder();
    private final Utterances utterances;
    private int windows;
    private long toldMillis;
    private @Nullable ChannelClosed closed;
    private boolean ended;

    TalkingChannel(TalkSpec spec) {
        this.utterances = new Utterances(spec);
    }

    /** Takes a window, in any order; passes on those that are next, each once. */
    void accept(EmotionWindow window, Consumer<EmotionWindow> inOrder) {
        if (ended) {
            return;
        }
        order.accept(window, next -> apply(next, inOrder));
        endIfComplete();
    }

    private void apply(EmotionWindow window, Consumer<EmotionWindow> inOrder) {
        windows++;
        toldMillis = Math.max(toldMillis, window.getEndMillis());
        window.getSpeech().forEach(utterances::accept);
        inOrder.accept(window);
    }

    /** Takes the channel's end; the first one counts. */
    void close(ChannelClosed end) {
        if (closed == null) {
            closed = end;
            endIfComplete();
        }
    }

    private void endIfComplete() {
        ended |= closed != null && order.nextIndex() >= closed.getWindows();
    }

    /** Ends a closed channel without the windows that have not come. */
    void giveUpMissing(Consumer<EmotionWindow> inOrder) {
        order.flush(next -> apply(next, inOrder));
        ended |= closed != null;
    }

    /** Whether all that will ever be told of it has been. */
    boolean hasEnded() {
        return ended;
    }

    boolean isClosed() {
        return closed != null;
    }

    int windows() {
        return windows;
    }

    /** Media time up to which the channel is known. */
    long toldMillis() {
        return toldMillis;
    }

    long durationMillis() {
        return ended && closed != null ? Math.max(toldMillis, closed.getTotalMillis()) : toldMillis;
    }

    TrajectoryStatus status() {
        if (!ended || closed == null) {
            return TrajectoryStatus.ACTIVE;
        }
        return closed.getTimedOut() ? TrajectoryStatus.TIMED_OUT : TrajectoryStatus.COMPLETED;
    }

    Utterances utterances() {
        return utterances;
    }

    void writeTo(DataOutput out) throws IOException {
        order.writeTo(out);
        utterances.writeTo(out);
        out.writeInt(windows);
        out.writeLong(toldMillis);
        out.writeBoolean(ended);
        out.writeBoolean(closed != null);
        if (closed != null) {
            SnapshotRecords.write(closed, CLOSED_CODEC, out);
        }
    }

    void readFrom(DataInput in) throws IOException {
        order.readFrom(in);
        utterances.readFrom(in);
        windows = in.readInt();
        toldMillis = in.readLong();
        ended = in.readBoolean();
        closed = in.readBoolean() ? SnapshotRecords.read(CLOSED_CODEC, in) : null;
    }
}
