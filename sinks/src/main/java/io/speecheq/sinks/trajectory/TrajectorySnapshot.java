package io.speecheq.sinks.trajectory;

import java.util.Arrays;

/**
 * A {@link TrajectoryBuilder} at rest: immutable bytes that begin with their format's version, equal for equal builders.
 * A few hundred bytes for a call of minutes, some tens of thousand at the very most (held windows apart).
 */
public final class TrajectorySnapshot {

    private final byte[] bytes;

    private TrajectorySnapshot(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes bytes that {@link #toBytes} gave; they are checked when a builder is restored from them. */
    public static TrajectorySnapshot ofBytes(byte[] bytes) {
        return new TrajectorySnapshot(bytes.clone());
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrajectorySnapshot that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "TrajectorySnapshot[" + bytes.length + " bytes]";
    }
}
