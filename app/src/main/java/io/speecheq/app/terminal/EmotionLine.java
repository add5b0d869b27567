package io.speecheq.app.terminal;

import io.speecheq.app.plot.EmotionPalette;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import java.util.Locale;

/** One emotion window as a line: call, channel, offset, name, intensity, a bar; or, shorter and dimmed, why there is none. */
public final class EmotionLine {

    private static final int BAR = 16;
    private static final int LONGEST_NAME = 12;

    private final Terminal terminal;
    private final int callWidth;
    private final int channelWidth;

    /**
     * Lines with columns of those widths, in characters.
     *
     * @param callWidth characters for the call's id
     * @param channelWidth for the channel's name
     */
    public EmotionLine(Terminal terminal, int callWidth, int channelWidth) {
        this.terminal = terminal;
        this.callWidth = Math.max(4, Math.min(callWidth, 28));
        this.channelWidth = Math.max(5, Math.min(channelWidth, 16));
    }

    /** With the call's id in front. */
    public String withCall(EmotionWindow window) {
        return pad(window.getCallId(), callWidth) + "  " + pad(window.getChannel(), channelWidth) + "  "
                + withoutCall(window);
    }

    public String withoutCall(EmotionWindow window) {
        String at = String.format(Locale.ROOT, "%7s", Terminal.clock(window.getStartMillis()));
        Emotion emotion = window.getEmotion();
        if (emotion == null) {
            return at + "  " + terminal.dim(words(window));
        }
        EmotionCategory shown = EmotionPalette.shown(emotion.getCategory(), emotion.getIntensity());
        String name = pad(emotion.getName(), LONGEST_NAME);
        String bar = terminal.bar(emotion.getIntensity() / 4, BAR).stripTrailing();
        return at + "  " + terminal.inColourOf(shown, name) + "  "
                + String.format(Locale.ROOT, "%.1f", emotion.getIntensity()) + "  "
                + terminal.inColourOf(shown, bar);
    }

    /** Why there is no emotion; of a channel that is not analysed, whether it speaks. */
    private static String words(EmotionWindow window) {
        if (window.getNotAssessed() == NotAssessed.CHANNEL_NOT_ANALYSED) {
            return String.format(Locale.ROOT, "not analysed, %.0f %% speech", 100 * window.getSpeechRatio());
        }
        return window.getNotAssessed().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String pad(String text, int width) {
        String cut = terminal.cut(text, width);
        return cut + " ".repeat(width - cut.length());
    }
}
