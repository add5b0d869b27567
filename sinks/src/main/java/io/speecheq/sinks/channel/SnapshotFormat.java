package io.speecheq.sinks.channel;

/** The formats that a {@link TrajectorySnapshot} has had; each is read for ever, the newest is written. */
public enum SnapshotFormat {
    /** Without confidences, trend and loudness: those begin where the snapshot is restored. */
    FIRST,
    WITH_CONFIDENCE;

    public static final SnapshotFormat NEWEST = WITH_CONFIDENCE;

    public boolean hasConfidence() {
        return this != FIRST;
    }

    /** From 1. */
    public int version() {
        return this == FIRST ? 1 : 2;
    }

    /**
     * The format of that version.
     *
     * @throws IllegalArgumentException when this code does not know it
     */
    public static SnapshotFormat of(int version) {
        for (SnapshotFormat format : values()) {
            if (format.version() == version) {
                return format;
            }
        }
        throw new IllegalArgumentException(
                "trajectory snapshot of version " + version + "; this knows 1 to " + NEWEST.version());
    }
}
