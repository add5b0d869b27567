package io.speecheq.sinks.trajectory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How much of a channel was speech, lost, assessed; one thread.
 *
 * <p>Windows overlap, so each counts for its own hop alone: from its begin to the begin of the next window, and the last
 * one to its end. The parts then sum to the whole, whatever window and hop are.
 */
final class OnlineDurations {

    /** What a window's hop counts as. */
    enum Kind {
        ASSESSED,
        LOST,
        OTHER
    }

    private long assessedMillis;
    private long lostMillis;
    private double speechMillis;

    /** The newest window, whose hop is still open; an empty stretch before the first. */
    private Kind newest = Kind.OTHER;

    private long startMillis;
    private long endMillis;
    private double speechRatio;

    void accept(long start, long end, double ratio, Kind kind) {
        if (end < start || start < startMillis) {
            throw new IllegalArgumentException(
                    "window [" + start + ", " + end + ") ms follows one that begins at " + startMillis + " ms");
        }
        long hopMillis = Math.min(endMillis, start) - startMillis;
        assessedMillis += newest == Kind.ASSESSED ? hopMillis : 0;
        lostMillis += newest == Kind.LOST ? hopMillis : 0;
        speechMillis += speechRatio * hopMillis;
        newest = kind;
        startMillis = start;
        endMillis = end;
        speechRatio = ratio;
    }

    /** End of the newest window. */
    long totalMillis() {
        return endMillis;
    }

    long assessedMillis() {
        return assessedMillis + (newest == Kind.ASSESSED ? endMillis - startMillis : 0);
    }

    /** Hops of windows of which most was lost: an estimate until the channel closes and tells. */
    long lostMillis() {
        return lostMillis + (newest == Kind.LOST ? endMillis - startMillis : 0);
    }

    /** Hops weighted by their window's share of speech: an estimate until the channel closes and tells. */
    long speechMillis() {
        return Math.round(speechMillis + speechRatio * (endMillis - startMillis));
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(assessedMillis);
        out.writeLong(lostMillis);
        out.writeDouble(speechMillis);
        out.writeUTF(newest.name());
        out.writeLong(startMillis);
        out.writeLong(endMillis);
        out.writeDouble(speechRatio);
    }

    void readFrom(DataInput in) throws IOException {
        assessedMillis = in.readLong();
        lostMillis = in.readLong();
        speechMillis = in.readDouble();
        newest = Kind.valueOf(in.readUTF());
        startMillis = in.readLong();
        endMillis = in.readLong();
        speechRatio = in.readDouble();
    }
}
