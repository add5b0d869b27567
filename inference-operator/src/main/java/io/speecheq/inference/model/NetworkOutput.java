package io.speecheq.inference.model;

import io.speecheq.schemas.metric.SpeechEqMetric;
import java.util.ArrayList;
import java.util.List;

/** What one run of the network gave for a batch, not yet believed: scores {@code [batch][9]}, intensities {@code [batch]}. */
final class NetworkOutput {

    private static final int CATEGORIES = SpeechEqMetric.CATEGORIES.size();

    private final float[] scores;
    private final float[] intensities;

    /** @throws IllegalArgumentException when the network gave fewer or more values than the batch has rows */
    NetworkOutput(float[] scores, float[] intensities, int rows) {
        if (scores.length != rows * CATEGORIES || intensities.length != rows) {
            throw new IllegalArgumentException("the network gave " + scores.length + " scores and " + intensities.length
                    + " intensities for " + rows + " windows");
        }
        this.scores = scores;
        this.intensities = intensities;
    }

    List<Float> scores(int row) {
        List<Float> values = new ArrayList<>(CATEGORIES);
        for (int i = 0; i < CATEGORIES; i++) {
            values.add(scores[row * CATEGORIES + i]);
        }
        return values;
    }

    float intensity(int row) {
        return intensities[row];
    }

    /** The row as a score, if its values can be. */
    WindowScore row(int row) {
        try {
            return new Assessment(scores(row), intensity(row));
        } catch (IllegalArgumentException e) {
            return new ScoringFailure("the network's output cannot be: " + e.getMessage());
        }
    }
}
