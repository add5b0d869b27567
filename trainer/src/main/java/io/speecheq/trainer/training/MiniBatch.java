package io.speecheq.trainer.training;

import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.trainer.corpus.Gender;
import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.network.FrameBatch;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Clips that take one step together: what is known of them, and how they sound this time.
 *
 * @param phonemes of each clip, as positions in the run's inventory; empty for one that takes no part in that task, as it is
 *     cut or not transcribed
 */
record MiniBatch(List<LabelledClip> clips, FrameBatch frames, List<Optional<List<Integer>>> phonemes) {
    private static final List<Gender> GENDERS = List.of(Gender.values());
    private static final int NO_LABEL = -1;

    /** Positions in the SpeechEQ metric, −1 where there is no label. */
    long[] emotions() {
        return clips.stream()
                .mapToLong(clip -> clip.emotion()
                        .map(emotion -> SpeechEqMetric.CATEGORIES.indexOf(emotion.name()))
                        .orElse(NO_LABEL))
                .toArray();
    }

    /** Positions among the genders, −1 where there is no label. */
    long[] genders() {
        return clips.stream()
                .mapToLong(clip -> clip.gender().map(GENDERS::indexOf).orElse(NO_LABEL))
                .toArray();
    }

    /** Intensities, {@link LabelledClip#UNLABELLED} where there is no label. */
    float[] intensities() {
        float[] intensities = new float[clips.size()];
        for (int i = 0; i < intensities.length; i++) {
            intensities[i] = clips.get(i).intensity();
        }
        return intensities;
    }

    /** Clips that take part in the phoneme task: transcribed, and long enough for what they say. */
    int transcribed() {
        return (int) IntStream.range(0, phonemes.size())
                .filter(clip -> phonemes.get(clip)
                        .filter(said -> CtcLoss.framesNeeded(said) <= frames.length(clip))
                        .isPresent())
                .count();
    }

    /** The files of the batch, for a message. */
    List<String> names() {
        return clips.stream().map(clip -> clip.path().getFileName().toString()).toList();
    }
}
