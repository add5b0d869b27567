package io.speecheq.trainer.evaluation;

import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.trainer.corpus.LabelledClip;

/** A clip whose emotion is labelled, and what a network says of it. */
public record Prediction(LabelledClip clip, Opinion opinion) {
    public Prediction {
        if (clip.emotion().isEmpty()) {
            throw new IllegalArgumentException(clip.path() + " has no emotion label to compare with");
        }
    }

    public EmotionCategory gold() {
        return clip.emotion().orElseThrow();
    }

    public boolean isRight() {
        return opinion.emotion() == gold();
    }
}
