package io.speecheq.trainer.training;

import io.speecheq.trainer.corpus.LabelledClip;
import java.util.List;

/**
 * Clips that take one step together. Arrays are handed over, not copied: a batch is made, used once and dropped.
 *
 * @param features {@code [clips][frames][bands]}, zero beyond each clip's length
 * @param lengths valid frames of each clip
 */
record MiniBatch(List<LabelledClip> clips, float[] features, int frames, int bands, int[] lengths) {
    int size() {
        return clips.size();
    }

    /** Ordinals of the emotions, −1 where there is no label. */
    long[] emotions() {
        return clips.stream()
                .mapToLong(clip -> clip.emotion().map(Enum::ordinal).orElse(-1))
                .toArray();
    }

    /** Ordinals of the genders, −1 where there is no label. */
    long[] genders() {
        return clips.stream()
                .mapToLong(clip -> clip.gender().map(Enum::ordinal).orElse(-1))
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

    /** The files of the batch, for a message. */
    String names() {
        return String.join(
                ", ",
                clips.stream().map(clip -> clip.path().getFileName().toString()).toList());
    }
}
