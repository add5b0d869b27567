package io.speecheq.app.plot;

import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A channel's windows laid on a plot's columns. Windows overlap, so each owns the time nearer to its middle than to its neighbours' middles; the
 * first and the last also own the ends. Where several windows share a column, the most frequent label wins and numbers are averaged.
 */
final class WindowColumns {

    private final List<EmotionWindow> windows;
    private final TimeAxis axis;
    private final int[] firstWindow;

    WindowColumns(List<EmotionWindow> windows, TimeAxis axis) {
        this.windows = windows;
        this.axis = axis;
        this.firstWindow = new int[axis.widthPixels()];
        int window = 0;
        for (int column = 0; column < firstWindow.length; column++) {
            while (window + 1 < windows.size() && axis.millisAt(column) >= ownedUntil(window)) {
                window++;
            }
            firstWindow[column] = window;
        }
    }

    /** Columns that any window owns: the channel may be shorter than the axis. */
    int count() {
        return windows.isEmpty()
                ? 0
                : axis.column(windows.get(windows.size() - 1).getEndMillis() - 1.0) + 1;
    }

    /** A category, or why there is none. */
    record Label(
            @Nullable EmotionCategory category, @Nullable NotAssessed reason) {

        static Label of(EmotionWindow window) {
            Emotion emotion = window.getEmotion();
            return emotion == null
                    ? new Label(null, window.getNotAssessed())
                    : new Label(EmotionPalette.shown(emotion.getCategory(), emotion.getIntensity()), null);
        }
    }

    Label label(int column) {
        Map<Label, Integer> votes = new HashMap<>();
        Label best = Label.of(at(column).get(0));
        for (EmotionWindow window : at(column)) {
            Label label = Label.of(window);
            votes.merge(label, 1, Integer::sum);
            if (votes.getOrDefault(label, 0) > votes.getOrDefault(best, 0)) {
                best = label;
            }
        }
        return best;
    }

    /** Mean intensity, 0..4; NaN where nothing was assessed. */
    double intensity(int column) {
        return at(column).stream()
                .filter(window -> window.getEmotion() != null)
                .mapToDouble(window -> window.getEmotion().getIntensity())
                .average()
                .orElse(Double.NaN);
    }

    double speechRatio(int column) {
        return at(column).stream()
                .mapToDouble(EmotionWindow::getSpeechRatio)
                .average()
                .orElse(0);
    }

    double levelDbfs(int column) {
        return at(column).stream()
                .mapToDouble(EmotionWindow::getLevelDbfs)
                .max()
                .orElse(-120);
    }

    private List<EmotionWindow> at(int column) {
        int from = firstWindow[column];
        int to = column + 1 < firstWindow.length ? Math.max(from, firstWindow[column + 1] - 1) : from;
        return windows.subList(from, Math.min(windows.size(), to + 1));
    }

    private double ownedUntil(int window) {
        return (middle(windows.get(window)) + middle(windows.get(window + 1))) / 2;
    }

    private static double middle(EmotionWindow window) {
        return (window.getStartMillis() + window.getEndMillis()) / 2.0;
    }
}
