package io.speecheq.trainer.evaluation;

import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.features.Condition;
import java.util.Optional;

/** A clip as it sounded, and what a network says of it. */
public record ScoredClip(LabelledClip clip, Condition condition, Opinion opinion) {
    /** The answer to compare with the label; empty when the clip has none. */
    Optional<Prediction> prediction() {
        return clip.emotion().map(gold -> new Prediction(clip, opinion));
    }
}
