package io.speecheq.dashboard.calls;

import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionWindow;
import java.util.List;

/**
 * How much a channel sounds distressed just now: the mean of its windows' distress, the newer the heavier.
 *
 * <p>A window's distress is its intensity times the scores of anger, disgust, fear and sadness together, so 0..4; a window
 * without an emotion has none. A window that is older by {@value #HALF_LIFE_MILLIS} ms of media time weighs half.
 *
 * @param value 0..4
 * @param atMillis media time of the newest window's begin; negative before the first
 */
public record Heat(float value, long atMillis) {

    static final Heat NONE = new Heat(0f, -1);

    private static final long HALF_LIFE_MILLIS = 20_000;
    private static final List<EmotionCategory> DISTRESS =
            List.of(EmotionCategory.ANGER, EmotionCategory.DISGUST, EmotionCategory.FEAR, EmotionCategory.SADNESS);

    /** After a window that begins later than the newest; any other changes nothing. */
    Heat after(EmotionWindow window) {
        long passedMillis = window.getStartMillis() - atMillis;
        if (passedMillis <= 0) {
            return this;
        }
        double kept = Math.pow(0.5, passedMillis / (double) HALF_LIFE_MILLIS);
        return new Heat((float) (value * kept + distress(window) * (1 - kept)), window.getStartMillis());
    }

    private static double distress(EmotionWindow window) {
        Emotion emotion = window.getEmotion();
        if (emotion == null) {
            return 0;
        }
        List<Float> scores = emotion.getScores();
        return emotion.getIntensity()
                * DISTRESS.stream()
                        .mapToInt(category -> SpeechEqMetric.CATEGORIES.indexOf(category.name()))
                        .filter(category -> category < scores.size())
                        .mapToDouble(scores::get)
                        .sum();
    }
}
