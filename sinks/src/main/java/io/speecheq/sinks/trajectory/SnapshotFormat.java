package io.speecheq.sinks.trajectory;

/** The formats that a {@link TrajectorySnapshot} has had; each is read for ever, the newest is written. */
enum SnapshotFormat {
    /** Without confidences, trend and loudness: those begin where the snapshot is restored. */
    FIRST,
    WITH_CONFIDENCE;

    static final SnapshotFormat NEWEST = WITH_CONFIDENCE;

    boolean hasConfidence() {
        return this != FIRST;
    }

    /** From 1. */
    int version() {
        return this == FIRST ? 1 : 2;
    }

    /**
     * The format of that version.
     *
     * @throws IllegalArgumentException when this code does not know it
     */
    static SnapshotFormat of(int version) {
        for (SnapshotFormat format : values()) {
            if (format.version() == version) {
                return format;
            }
        }
        throw new IllegalArgumentException(
                "trajectory snapshot of version " + version + "; this knows 1 to " + NEWEST.version());
    }
}
