package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How strongly an emotion is felt, 0..4: the middles of the levels that corpora name. */
final class Intensity {
    /** Of three levels. */
    static final float LOW = 1.5f;

    static final float MEDIUM = 2.5f;
    static final float HIGH = 3.5f;

    /** Of two levels. */
    static final float NORMAL = 2;

    static final float STRONG = 3;

    private static final Map<String, Float> WORDS =
            Map.of("low", LOW, "medium", MEDIUM, "high", HIGH, "normal", NORMAL, "strong", STRONG);

    private Intensity() {}

    /** The intensity of a clip: none of an emotion is felt when it is neutral, whatever the corpus says. */
    static float of(EmotionCategory emotion, float labelled) {
        return emotion == EmotionCategory.NEUTRAL ? 0 : labelled;
    }

    /** A rating between 1 and 5, rescaled linearly to 1..4; ratings beyond the scale count as its ends. */
    static float ofFivePoints(double rating) {
        return (float) (1 + (Math.max(1, Math.min(5, rating)) - 1) * 0.75);
    }

    /** Reads a level's name, a number between 0 and 4, or -1 for {@link LabelledClip#UNLABELLED}; empty when it is none of them. */
    static Optional<Float> parse(String word) {
        Float level = WORDS.get(word.toLowerCase(Locale.ROOT));
        if (level != null) {
            return Optional.of(level);
        }
        try {
            return Optional.of(Float.parseFloat(word))
                    .filter(value -> (value >= 0 && value <= 4) || value == LabelledClip.UNLABELLED);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
