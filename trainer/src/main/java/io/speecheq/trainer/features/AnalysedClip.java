package io.speecheq.trainer.features;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.trainer.corpus.LabelledClip;

/** A clip's log-mel features, {@code [frames][80]}, in both conditions; as many frames in each. */
public record AnalysedClip(LabelledClip clip, FrameMatrix clean, FrameMatrix telephone) {
    public AnalysedClip {
        if (clean.frames() != telephone.frames()) {
            throw new IllegalArgumentException(
                    "%s: %d frames clean, %d by telephone".formatted(clip.path(), clean.frames(), telephone.frames()));
        }
    }

    public FrameMatrix in(Condition condition) {
        return condition == Condition.CLEAN ? clean : telephone;
    }

    public int frames() {
        return clean.frames();
    }
}
