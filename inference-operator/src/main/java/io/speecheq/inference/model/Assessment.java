package io.speecheq.inference.model;

import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.EmotionCategory;
import java.util.List;
import java.util.function.Function;

/**
 * The emotion of one window, as the network heard it.
 *
 * @param scores posteriors of the nine categories in their order; finite, within 0..1, with a sum of 1 within 1e-3
 * @param intensity 0..4
 */
public record Assessment(List<Float> scores, float intensity) implements WindowScore {

    private static final double SUM_TOLERANCE = 1e-3;

    public Assessment {
        scores = List.copyOf(scores);
        if (scores.size() != SpeechEqMetric.CATEGORIES.size()) {
            throw new IllegalArgumentException(
                    scores.size() + " scores for " + SpeechEqMetric.CATEGORIES.size() + " categories");
        }
        double sum = 0;
        for (float score : scores) {
            if (!(score >= 0 && score <= 1 + SUM_TOLERANCE)) {
                throw new IllegalArgumentException("a score must lie in 0..1, not " + score);
            }
            sum += score;
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException("scores must sum to 1, not " + sum);
        }
        SpeechEqMetric.level(intensity);
        intensity += 0f; // a negative zero becomes zero: one value, one encoding
    }

    /** The category with the greatest score; the first of equals. */
    public EmotionCategory category() {
        int greatest = 0;
        for (int i = 1; i < scores.size(); i++) {
            if (scores.get(i) > scores.get(greatest)) {
                greatest = i;
            }
        }
        return EmotionCategory.valueOf(SpeechEqMetric.CATEGORIES.get(greatest));
    }

    /** The metric's word for category and intensity, one of 25. */
    public String name() {
        return SpeechEqMetric.name(category(), intensity);
    }

    @Override
    public <R> R fold(Function<Assessment, R> whenAssessed, Function<ScoringFailure, R> whenFailed) {
        return whenAssessed.apply(this);
    }
}
