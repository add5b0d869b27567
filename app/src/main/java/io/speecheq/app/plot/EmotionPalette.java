package io.speecheq.app.plot;

import io.speecheq.schemas.metric.IntensityLevel;
import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.EmotionCategory;
import java.awt.Color;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One colour for each emotion. Seven are the colours of Okabe and Ito (jfly.uni-koeln.de/color, 2008), which people with any colour vision can
 * tell apart; neutral is grey, and fear a very dark violet, which differs from all others in lightness.
 */
public final class EmotionPalette {

    /**
     * Both forms of a colour.
     *
     * @param rgb on paper
     * @param terminal index of xterm's 256 colours; those that would vanish on a dark ground are lighter
     */
    private record Pigment(int rgb, int terminal) {}

    private static final Map<EmotionCategory, Pigment> PIGMENTS = new EnumMap<>(Map.of(
            EmotionCategory.NEUTRAL, new Pigment(0xA6A6A6, 248),
            EmotionCategory.TRUST, new Pigment(0x009E73, 36),
            EmotionCategory.JOY, new Pigment(0xF0E442, 227),
            EmotionCategory.ANTICIPATION, new Pigment(0xE69F00, 214),
            EmotionCategory.ANGER, new Pigment(0xD55E00, 202),
            EmotionCategory.DISGUST, new Pigment(0xCC79A7, 175),
            EmotionCategory.SADNESS, new Pigment(0x0072B2, 32),
            EmotionCategory.SURPRISE, new Pigment(0x56B4E9, 117),
            EmotionCategory.FEAR, new Pigment(0x35155E, 141)));

    private EmotionPalette() {}

    public static Color colour(EmotionCategory category) {
        return new Color(pigment(category).rgb());
    }

    /** Index of xterm's 256 colours. */
    public static int terminalColour(EmotionCategory category) {
        return pigment(category).terminal();
    }

    private static Pigment pigment(EmotionCategory category) {
        return Objects.requireNonNull(PIGMENTS.get(category));
    }

    /** The category to show: an emotion too faint for a name of its own is called neutral, and looks it. */
    public static EmotionCategory shown(EmotionCategory category, float intensity) {
        return SpeechEqMetric.level(intensity) == IntensityLevel.NEUTRAL ? EmotionCategory.NEUTRAL : category;
    }

    /** {@code JOY} as {@code Joy}. */
    public static String label(EmotionCategory category) {
        return category.name().charAt(0) + category.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
