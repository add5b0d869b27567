package io.speecheq.schemas.metric;

import io.speecheq.schemas.record.EmotionCategory;
import java.util.Arrays;
import java.util.List;

/**
 * The words of the SpeechEQ metric: nine categories, an intensity of 0..4, 25 names.
 *
 * <p>A category has a name of its own at each of three levels, low, medium and high. Below intensity 1 every category
 * is called {@code neutral}, and the category NEUTRAL is so at any intensity.
 */
public final class SpeechEqMetric {

    public static final float MIN_INTENSITY = 0f;
    public static final float MAX_INTENSITY = 4f;

    /** The name without emotion, or with too little of one. */
    public static final String NEUTRAL_NAME = "neutral";

    /** The network's outputs, in order: the names of {@link EmotionCategory}. */
    public static final List<String> CATEGORIES =
            Arrays.stream(EmotionCategory.values()).map(Enum::name).toList();

    /** All 25: neutral, then low, medium and high of each category in order. */
    public static final List<String> NAMES = Arrays.stream(EmotionCategory.values())
            .flatMap(category -> names(category).stream())
            .toList();

    private SpeechEqMetric() {}

    /**
     * The word for a category at an intensity.
     *
     * @throws IllegalArgumentException when the intensity is NaN or outside 0..4
     */
    public static String name(EmotionCategory category, float intensity) {
        IntensityLevel level = level(intensity);
        if (category == EmotionCategory.NEUTRAL || level == IntensityLevel.NEUTRAL) {
            return NEUTRAL_NAME;
        }
        return names(category).get(level.ordinal() - IntensityLevel.LOW.ordinal());
    }

    /** A category's own names at low, medium and high intensity; NEUTRAL has its one. */
    public static List<String> names(EmotionCategory category) {
        return switch (category) {
            case NEUTRAL -> List.of(NEUTRAL_NAME);
            case TRUST -> List.of("acceptance", "trust", "admiration");
            case JOY -> List.of("serenity", "joy", "ecstasy");
            case ANTICIPATION -> List.of("interest", "anticipation", "vigilance");
            case ANGER -> List.of("annoyance", "anger", "rage");
            case DISGUST -> List.of("boredom", "disgust", "loathing");
            case SADNESS -> List.of("pensiveness", "sadness", "grief");
            case SURPRISE -> List.of("distraction", "surprise", "amazement");
            case FEAR -> List.of("apprehension", "fear", "terror");
        };
    }

    /**
     * The level an intensity lies in.
     *
     * @throws IllegalArgumentException when the intensity is NaN or outside 0..4
     */
    public static IntensityLevel level(float intensity) {
        if (!(intensity >= MIN_INTENSITY && intensity <= MAX_INTENSITY)) {
            throw new IllegalArgumentException("intensity must lie in 0..4, not " + intensity);
        }
        int quarter = Math.min((int) intensity, IntensityLevel.HIGH.ordinal());
        return switch (quarter) {
            case 0 -> IntensityLevel.NEUTRAL;
            case 1 -> IntensityLevel.LOW;
            case 2 -> IntensityLevel.MEDIUM;
            default -> IntensityLevel.HIGH;
        };
    }
}
