package io.speecheq.schemas.card;

import io.speecheq.schemas.metric.SpeechEqMetric;
import java.util.ArrayList;
import java.util.List;

/**
 * An input with the output it must give: whoever loads the network tries it before it serves.
 *
 * @param frames of the input, at least 1
 * @param bands of the input, at least 1
 * @param scores posteriors of the categories, in their order
 * @param intensity 0..4
 */
public record Probe(int frames, int bands, ProbeInput input, List<Float> scores, float intensity) {

    /** Ten minutes of frames: far more than any window, so that a card cannot ask for memory without end. */
    private static final int MAX_FRAMES = 60_000;

    private static final int MAX_BANDS = 1_024;

    public Probe {
        if (frames < 1 || frames > MAX_FRAMES) {
            throw new IllegalArgumentException("probe frames must lie in 1.." + MAX_FRAMES + ", not " + frames);
        }
        if (bands < 1 || bands > MAX_BANDS) {
            throw new IllegalArgumentException("probe bands must lie in 1.." + MAX_BANDS + ", not " + bands);
        }
        scores = List.copyOf(scores);
        for (float score : scores) {
            Checks.finite("probe score", score);
        }
        SpeechEqMetric.level(intensity);
        if (input instanceof ProbeInput.Values values) {
            values.features(frames, bands);
        }
    }

    /** A probe from arrays, as a network's run gives them. */
    public static Probe of(int frames, int bands, ProbeInput input, float[] scores, float intensity) {
        List<Float> list = new ArrayList<>(scores.length);
        for (float score : scores) {
            list.add(score);
        }
        return new Probe(frames, bands, input, list, intensity);
    }

    /** {@code [frames][bands]} row by row; a new array at each call. */
    public float[] features() {
        return input.features(frames, bands);
    }
}
