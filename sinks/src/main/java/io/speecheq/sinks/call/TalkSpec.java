package io.speecheq.sinks.call;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * The numbers that turn speech into utterances, interruptions and responses; all over media time.
 *
 * @param pauseMillis the shortest silence that tells two utterances of a channel apart
 * @param leadMillis how long one must have been speaking to be interrupted; who begins sooner than that begins together
 * @param overlapMillis how long both must speak
 * @param shortestInterruptionMillis how long the one who interrupts must speak in all: shorter is "mm-hm"
 * @param longestResponseMillis a longer silence before another speaks is a pause of the call, no response
 * @param mostUtterances how many utterances a channel keeps; beyond it, pauses count double
 */
public record TalkSpec(
        long pauseMillis,
        long leadMillis,
        long overlapMillis,
        long shortestInterruptionMillis,
        long longestResponseMillis,
        int mostUtterances)
        implements Serializable {

    private static final TalkSpec STANDARD = new TalkSpec(500, 200, 500, 1_000, 10_000, 4_096);

    public TalkSpec {
        if (pauseMillis < 1 || leadMillis < 0 || overlapMillis < 1 || shortestInterruptionMillis < 0) {
            throw new IllegalArgumentException("pauseMillis and overlapMillis must be positive, leadMillis and"
                    + " shortestInterruptionMillis not negative: " + pauseMillis + ", " + overlapMillis + ", "
                    + leadMillis + ", " + shortestInterruptionMillis);
        }
        if (longestResponseMillis < 0 || mostUtterances < 1) {
            throw new IllegalArgumentException(
                    "longestResponseMillis must not be negative and mostUtterances positive: " + longestResponseMillis
                            + ", " + mostUtterances);
        }
    }

    /** Pauses of 500 ms; interruptions of 1 s that overlap by 500 ms after 200 ms; responses within 10 s. */
    public static TalkSpec standard() {
        return STANDARD;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(pauseMillis);
        out.writeLong(leadMillis);
        out.writeLong(overlapMillis);
        out.writeLong(shortestInterruptionMillis);
        out.writeLong(longestResponseMillis);
        out.writeInt(mostUtterances);
    }

    static TalkSpec readFrom(DataInput in) throws IOException {
        return new TalkSpec(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readInt());
    }
}
