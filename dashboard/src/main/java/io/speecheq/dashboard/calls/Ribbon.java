package io.speecheq.dashboard.calls;

import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * The newest windows of a channel at a glance, {@value #MARK} characters of ASCII each, so that a wall of calls fits into
 * a store and onto a wire: the category's or the reason's letter, then two numbers of 0..40 as the characters from
 * {@code '0'} on. With an emotion these are its intensity in tenths and its category's score in fortieths; without, the
 * window's share of speech in fortieths and nothing.
 *
 * @param from index of the first window told
 * @param marks of the windows from there on; one that was not heard is {@value #UNHEARD}
 */
public record Ribbon(int from, String marks) {

    /** Windows in a ribbon at most. */
    public static final int MOST = 120;

    static final Ribbon EMPTY = new Ribbon(0, "");

    private static final int MARK = 3;
    private static final int STEPS = 40;
    private static final String UNHEARD = "-00";

    public Ribbon {
        if (from < 0 || marks.length() % MARK != 0 || marks.length() > MOST * MARK) {
            throw new IllegalArgumentException("no ribbon from " + from + " with " + marks.length() + " characters");
        }
    }

    /** Index after the last window told. */
    public int end() {
        return from + marks.length() / MARK;
    }

    /** The last of its windows, so many at most; none for a number below one. */
    public Ribbon last(int windows) {
        int left = Math.max(from, end() - Math.max(0, windows));
        return new Ribbon(left, marks.substring((left - from) * MARK));
    }

    /** With this window in its place; one that lies before the ribbon changes nothing. */
    Ribbon with(EmotionWindow window) {
        int index = window.getIndex();
        if (index < from) {
            return this;
        } else if (marks.isEmpty() || index >= end() + MOST) {
            return new Ribbon(index, mark(window));
        } else if (index < end()) {
            int at = (index - from) * MARK;
            return new Ribbon(from, marks.substring(0, at) + mark(window) + marks.substring(at + MARK));
        }
        String longer = marks + String.join("", Collections.nCopies(index - end(), UNHEARD)) + mark(window);
        int over = Math.max(0, longer.length() / MARK - MOST);
        return new Ribbon(from + over, longer.substring(over * MARK));
    }

    private static String mark(EmotionWindow window) {
        Emotion emotion = window.getEmotion();
        if (emotion == null) {
            return "" + letter(window.getNotAssessed()) + step(window.getSpeechRatio(), 1f) + step(0f, 1f);
        }
        int category = SpeechEqMetric.CATEGORIES.indexOf(emotion.getCategory().name());
        float score =
                category < emotion.getScores().size() ? emotion.getScores().get(category) : 0f;
        return "" + "NTJAGDSUF".charAt(category) + step(emotion.getIntensity(), 4f) + step(score, 1f);
    }

    private static char letter(@Nullable NotAssessed reason) {
        if (reason == null) {
            return 'u';
        }
        return switch (reason) {
            case NO_SPEECH -> 'n';
            case CHANNEL_NOT_ANALYSED -> 'c';
            case NO_CONSENT -> 'o';
            case TOO_SHORT -> 't';
            case AUDIO_LOST -> 'l';
            case MODEL_FAILED -> 'm';
            case UNKNOWN -> 'u';
        };
    }

    private static char step(float value, float most) {
        return (char) ('0' + Math.round(Math.min(Math.max(value / most, 0f), 1f) * STEPS));
    }
}
