package io.speecheq.trainer.evaluation;

import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.EmotionCategory;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network says of one clip.
 *
 * @param scores posteriors in the order of the SpeechEQ metric
 * @param intensity 0..4
 */
public record Opinion(List<Float> scores, float intensity) {
    public Opinion {
        scores = List.copyOf(scores);
        if (scores.size() != SpeechEqMetric.CATEGORIES.size()) {
            throw new IllegalArgumentException(scores.size() + " scores for nine emotions");
        }
        if (!scores.stream().allMatch(Float::isFinite) || !Float.isFinite(intensity)) {
            throw new IllegalArgumentException(
                    "the network answers with %s and intensity %s: its weights are no numbers"
                            .formatted(scores, intensity));
        }
    }

    /**
     * An opinion from a run's output.
     *
     * @param scores nine, from {@code offset} on
     */
    static Opinion of(float[] scores, int offset, float intensity) {
        List<Float> list = new ArrayList<>();
        for (int i = 0; i < SpeechEqMetric.CATEGORIES.size(); i++) {
            list.add(scores[offset + i]);
        }
        return new Opinion(list, intensity);
    }

    /** The category with the highest score; the first of them when some are equal. */
    public EmotionCategory emotion() {
        int best = 0;
        for (int i = 1; i < scores.size(); i++) {
            if (scores.get(i) > scores.get(best)) {
                best = i;
            }
        }
        return EmotionCategory.valueOf(SpeechEqMetric.CATEGORIES.get(best));
    }

    public float score(EmotionCategory emotion) {
        return scores.get(SpeechEqMetric.CATEGORIES.indexOf(emotion.name()));
    }

    public float confidence() {
        return score(emotion());
    }
}
