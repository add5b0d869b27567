package io.speecheq.sinks.trajectory;

import io.speecheq.sinks.channel.SnapshotFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * The numbers that turn windows into segments; all over media time.
 *
 * @param halfLifeMillis after this long, half of the smoothed scores is what has been heard since
 * @param leadMargin by how much another category's smoothed score must exceed the held one's to challenge it, 0..1
 * @param settleMillis how long a challenger must lead without a break to take over; no segment that was replaced is
 *     shorter
 * @param bridgeMillis the longest stretch without an assessed window that a segment survives
 * @param leastConfidence mean score of a category from which a stretch is surely its, 0..1; below it the answer is "not
 *     sure"
 * @param maxSegments how many segments a record tells, the newest; the others are counted
 */
public record TrajectorySpec(
        long halfLifeMillis,
        double leadMargin,
        long settleMillis,
        long bridgeMillis,
        double leastConfidence,
        int maxSegments)
        implements Serializable {

    private static final TrajectorySpec STANDARD = new TrajectorySpec(2_000, 0.1, 2_000, 4_000, 0.4, 256);

    public TrajectorySpec {
        if (halfLifeMillis <= 0) {
            throw new IllegalArgumentException("halfLifeMillis must be positive, not " + halfLifeMillis);
        }
        if (!(leadMargin >= 0 && leadMargin <= 1)) {
            throw new IllegalArgumentException("leadMargin must lie in 0..1, not " + leadMargin);
        }
        if (settleMillis < 0 || bridgeMillis < 0) {
            throw new IllegalArgumentException(
                    "settleMillis and bridgeMillis must not be negative, not " + settleMillis + " and " + bridgeMillis);
        }
        if (!(leastConfidence >= 0 && leastConfidence <= 1)) {
            throw new IllegalArgumentException("leastConfidence must lie in 0..1, not " + leastConfidence);
        }
        if (maxSegments < 1) {
            throw new IllegalArgumentException("maxSegments must be at least 1, not " + maxSegments);
        }
    }

    /** Half-life 2 s, margin 0.1, settling 2 s, bridging 4 s, sure from 0.4, 256 segments: for windows of 3 s every second. */
    public static TrajectorySpec standard() {
        return STANDARD;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(halfLifeMillis);
        out.writeDouble(leadMargin);
        out.writeLong(settleMillis);
        out.writeLong(bridgeMillis);
        out.writeDouble(leastConfidence);
        out.writeInt(maxSegments);
    }

    static TrajectorySpec readFrom(DataInput in, SnapshotFormat format) throws IOException {
        return new TrajectorySpec(
                in.readLong(),
                in.readDouble(),
                in.readLong(),
                in.readLong(),
                format.hasConfidence() ? in.readDouble() : STANDARD.leastConfidence(),
                in.readInt());
    }
}
