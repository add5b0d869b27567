package io.speecheq.trainer.features;

import io.speecheq.acoustics.features.FrameMatrix;

/** Features that are kept in memory. */
record HeldFeatures(FrameMatrix clean, FrameMatrix telephone) implements ClipFeatures {
    HeldFeatures {
        if (clean.frames() != telephone.frames()) {
            throw new IllegalArgumentException(
                    "%d frames clean, %d by telephone".formatted(clean.frames(), telephone.frames()));
        }
    }

    @Override
    public int frames() {
        return clean.frames();
    }

    @Override
    public FrameMatrix in(Condition condition) {
        return condition == Condition.CLEAN ? clean : telephone;
    }

    /** Bytes that both matrices take. */
    long bytes() {
        return 2L * clean.frames() * clean.bands() * Float.BYTES;
    }
}
