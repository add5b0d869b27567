package io.speecheq.app.plot;

import io.speecheq.schemas.record.EmotionCategory;
import java.awt.Color;

/**
 * One colour for each emotion. Seven are the colours of Okabe and Ito (jfly.uni-koeln.de/color, 2008), which people with any colour vision can
 * tell apart; neutral is grey, and fear a very dark violet, which differs from all others in lightness.
 */
public final class EmotionPalette {

    private static final int[] RGB = {
        0xA6A6A6, 0x009E73, 0xF0E442, 0xE69F00, 0xD55E00, 0xCC79A7, 0x0072B2, 0x56B4E9, 0x35155E,
    };

    // The same on a terminal of 256 colours; those that would vanish on a dark ground are lighter.
    private static final int[] TERMINAL = {248, 36, 227, 214, 202, 175, 32, 117, 141};

    private EmotionPalette() {}

    public static Color colour(EmotionCategory category) {
        return new Color(RGB[category.ordinal()]);
    }

    /** Index of xterm's 256 colours. */
    public static int terminalColour(EmotionCategory category) {
        return TERMINAL[category.ordinal()];
    }

    /** {@code JOY} as {@code Joy}. */
    public static String label(EmotionCategory category) {
        return category.name().charAt(0) + category.name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
