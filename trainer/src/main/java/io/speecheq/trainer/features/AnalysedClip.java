package io.speecheq.trainer.features;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.trainer.corpus.LabelledClip;

/** A clip with its log-mel features, {@code [frames][80]}, in both conditions; as many frames in each. */
public final class AnalysedClip {
    private final LabelledClip clip;
    private final ClipFeatures features;

    AnalysedClip(LabelledClip clip, ClipFeatures features) {
        this.clip = clip;
        this.features = features;
    }

    /** A clip whose features are at hand. */
    public AnalysedClip(LabelledClip clip, FrameMatrix clean, FrameMatrix telephone) {
        this(clip, new HeldFeatures(clean, telephone));
    }

    public LabelledClip clip() {
        return clip;
    }

    public FrameMatrix in(Condition condition) {
        return features.in(condition);
    }

    public int frames() {
        return features.frames();
    }
}
