package io.speecheq.inference.release;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The decision that a release scores beside the champion, on a share of the calls, from some point of the audio topic on.
 * The share bounds two things: which calls it scores, and how much of a subtask's time that may take.
 *
 * @param share over 0 to 1; 0 says that the release scores beside nobody from that point on
 * @param fromMillis the first timestamp, since the epoch, of the records whose windows it is about
 */
public record Challenge(Release release, double share, long fromMillis) implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final double HASHES = 1L << 32;

    public Challenge {
        if (!isShare(share)) {
            throw new IllegalArgumentException("share must lie in 0..1, is " + share);
        }
    }

    /** Whether a challenger can have that share; 0 is the share of one that is over. */
    static boolean isShare(double share) {
        return share >= 0 && share <= 1;
    }

    /** How Flink carries it. */
    public static TypeInformation<Challenge> type() {
        return Types.POJO(
                Challenge.class,
                Map.of("release", Types.POJO(Release.class), "share", Types.DOUBLE, "fromMillis", Types.LONG));
    }

    boolean isOver() {
        return share == 0;
    }

    /**
     * Whether it takes that call: by the call's id alone, so that all windows of a call, every restart and every challenger of
     * that share agree, and the calls of a smaller share are among those of a larger one.
     */
    public boolean takes(String callId) {
        return Integer.toUnsignedLong(mixed(callId.hashCode())) / HASHES < share;
    }

    /** MurmurHash3's finalizer: ids that differ in their last digit lie far apart. */
    private static int mixed(int hash) {
        int mixed = hash;
        mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }

    /** Writes every component, exactly. */
    void writeTo(DataOutput out) throws IOException {
        release.writeTo(out);
        out.writeDouble(share);
        out.writeLong(fromMillis);
    }

    /** Reads what {@link #writeTo} wrote. */
    static Challenge readFrom(DataInput in) throws IOException {
        return new Challenge(Release.readFrom(in), in.readDouble(), in.readLong());
    }
}
