package io.speecheq.trainer.training;

import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.phonemes.Transcripts;
import java.util.List;
import java.util.Optional;

/** What is said in the clips, where the run has a phoneme inventory. */
public record Speech(Optional<Transcripts> transcripts) {
    /** A run without the phoneme task. */
    public static Speech none() {
        return new Speech(Optional.empty());
    }

    /** How many phonemes the network tells apart; 0 without the task. */
    public int phonemes() {
        return transcripts.map(all -> all.inventory().size()).orElse(0);
    }

    /** Positions in the inventory; empty for a clip that takes no part. */
    Optional<List<Integer>> phonemes(LabelledClip clip) {
        return transcripts.flatMap(all -> all.of(clip));
    }
}
