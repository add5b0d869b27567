package io.speecheq.trainer.report;

import io.speecheq.schemas.metric.IntensityLevel;
import io.speecheq.schemas.record.EmotionCategory;
import java.awt.Color;
import java.util.List;

/**
 * The colours of Okabe and Ito (jfly.uni-koeln.de/color, 2008), which people with any colour vision can tell apart. An emotion has
 * the colour here that the live plots give it.
 */
final class Colours {
    static final Color TEXT = new Color(0x222222);
    static final Color FAINT = new Color(0x6B6B6B);
    static final Color GRID = new Color(0xE4E4E4);
    static final Color BLUE = new Color(0x0072B2);
    static final Color VERMILION = new Color(0xD55E00);
    private static final Color GREEN = new Color(0x009E73);
    private static final Color ORANGE = new Color(0xE69F00);
    private static final Color SKY = new Color(0x56B4E9);
    private static final Color PURPLE = new Color(0xCC79A7);
    private static final Color YELLOW = new Color(0xF0E442);
    private static final Color GREY = new Color(0xA6A6A6);
    private static final Color VIOLET = new Color(0x35155E);
    private static final List<Color> LINES =
            List.of(BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY, VIOLET, GREY, TEXT, YELLOW);

    private Colours() {}

    static Color of(EmotionCategory emotion) {
        return switch (emotion) {
            case NEUTRAL -> GREY;
            case TRUST -> GREEN;
            case JOY -> YELLOW;
            case ANTICIPATION -> ORANGE;
            case ANGER -> VERMILION;
            case DISGUST -> PURPLE;
            case SADNESS -> BLUE;
            case SURPRISE -> SKY;
            case FEAR -> VIOLET;
        };
    }

    static Color of(IntensityLevel level) {
        return switch (level) {
            case NEUTRAL -> FAINT;
            case LOW -> SKY;
            case MEDIUM -> ORANGE;
            case HIGH -> VERMILION;
        };
    }

    /** Of the n-th line of a plot, from 0; begins again after the last. */
    static Color line(int n) {
        return LINES.get(n % LINES.size());
    }
}
