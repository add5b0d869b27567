package io.speecheq.app.plot;

import io.speecheq.app.analysis.ChannelReport;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionSegment;
import io.speecheq.schemas.record.EmotionSummary;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.BitSet;
import java.util.Locale;

/** One channel of a call: a line of words, the emotion's ribbon, the intensity's curve (where anything was assessed), and the voice's level. */
final class ChannelPanel {

    private static final int HEADING = 30;
    private static final int SEGMENTS = 34;
    private static final int WINDOWS = 12;
    private static final int GAP = 8;
    private static final int INTENSITY = 104;
    private static final int LEVEL = 36;
    private static final double SILENT_DBFS = -70;
    private static final Color QUIET = new Color(0xD9DDE0);
    private static final Color SPEAKING = new Color(0x37505C);

    private final ChannelReport channel;
    private final TimeAxis axis;
    private final WindowColumns columns;
    private final boolean isAssessed;

    ChannelPanel(ChannelReport channel, TimeAxis axis) {
        this.channel = channel;
        this.axis = axis;
        this.columns = new WindowColumns(channel.windows(), axis);
        this.isAssessed = channel.windows().stream().anyMatch(window -> window.getEmotion() != null);
    }

    static int height(ChannelReport channel) {
        boolean assessed = channel.windows().stream().anyMatch(window -> window.getEmotion() != null);
        return HEADING + SEGMENTS + WINDOWS + GAP + (assessed ? INTENSITY + GAP : 0) + LEVEL;
    }

    void draw(Ink ink, int top) {
        ink.text(Ink.HEADING, Ink.TEXT, channel.channel(), axis.left(), top + 18);
        double after = axis.left() + ink.widthOf(Ink.HEADING, channel.channel()) + 14;
        ink.text(Ink.BODY, Ink.FAINT_TEXT, summary(channel.trajectory()), after, top + 18);
        int y = top + HEADING;
        drawRibbon(ink, y);
        y += SEGMENTS + WINDOWS + GAP;
        if (isAssessed) {
            drawIntensity(ink, y);
            y += INTENSITY + GAP;
        }
        drawLevel(ink, y);
    }

    private void drawRibbon(Ink ink, int top) {
        label(ink, "emotion", top + SEGMENTS / 2.0 + 5);
        label(ink, "by window", top + SEGMENTS + WINDOWS - 1.0);
        ink.hatch(axis.left(), top, columns.count(), SEGMENTS + WINDOWS);
        BitSet covered = drawSegments(ink, top);
        for (int from = 0, to; from < columns.count(); from = to) {
            WindowColumns.Label label = columns.label(from);
            boolean isCovered = covered.get(from);
            to = from + 1;
            while (to < columns.count() && columns.label(to).equals(label) && covered.get(to) == isCovered) {
                to++;
            }
            if (label.category() != null) {
                Color colour = EmotionPalette.colour(label.category());
                ink.fill(colour, axis.left() + from, top + SEGMENTS + 1, to - from, WINDOWS - 1);
            } else if (label.reason() != null && !isCovered) {
                caption(ink, words(label.reason()), Ink.FAINT_TEXT, from, to, top);
            }
        }
        ink.frame(axis.left(), top, columns.count(), SEGMENTS + WINDOWS);
    }

    /** The smoothed emotion, with its names; returns the columns that it covers. */
    private BitSet drawSegments(Ink ink, int top) {
        BitSet covered = new BitSet();
        for (EmotionSegment segment : channel.trajectory().getSegments()) {
            int from = axis.column((double) segment.getStartMillis());
            int to = Math.min(columns.count(), axis.column(segment.getEndMillis() - 1.0) + 1);
            Color colour =
                    EmotionPalette.colour(EmotionPalette.shown(segment.getCategory(), segment.getMeanIntensity()));
            ink.fill(colour, axis.left() + from, top, to - from, SEGMENTS);
            caption(ink, segment.getName(), Ink.readableOn(colour), from, to, top);
            covered.set(from, to);
        }
        return covered;
    }

    /** A name in the middle of its stretch, if it fits. */
    private void caption(Ink ink, String name, Color colour, int from, int to, int top) {
        if (ink.widthOf(Ink.SMALL, name) + 4 <= to - from) {
            ink.textCentred(Ink.SMALL, colour, name, axis.left() + (from + to) / 2.0, top + SEGMENTS / 2.0 + 4.5);
        }
    }

    private void drawIntensity(Ink ink, int top) {
        label(ink, "intensity", top + INTENSITY / 2.0 + 5);
        axis.drawGrid(ink, top, top + INTENSITY);
        for (int level = 1; level < 4; level++) {
            ink.line(Ink.GRID, axis.left(), y(level, top), axis.left() + axis.widthPixels(), y(level, top));
        }
        String[] levels = {"low", "medium", "high"};
        for (int level = 1; level <= levels.length; level++) {
            ink.text(
                    Ink.SMALL,
                    Ink.FAINT_TEXT,
                    levels[level - 1],
                    axis.left() + axis.widthPixels() + 6.0,
                    y(level + 0.5, top) + 4);
        }
        for (int column = 0; column < columns.count(); column++) {
            double intensity = columns.intensity(column);
            EmotionCategory category = columns.label(column).category();
            if (!Double.isNaN(intensity) && category != null) {
                Color solid = EmotionPalette.colour(category);
                Color soft = new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), 120);
                int y = (int) Math.round(y(intensity, top));
                ink.fill(soft, axis.left() + column, y, 1, top + INTENSITY - y);
            }
        }
        ink.stroke(Ink.TEXT, channel.windows().size() * 3 < axis.widthPixels() ? 1.6f : 0.7f, curve(top));
        drawPeak(ink, top);
        ink.frame(axis.left(), top, axis.widthPixels(), INTENSITY);
    }

    private Path2D curve(int top) {
        Path2D curve = new Path2D.Double();
        boolean isOpen = false;
        for (int column = 0; column < columns.count(); column++) {
            double intensity = columns.intensity(column);
            if (Double.isNaN(intensity)) {
                isOpen = false;
                continue;
            }
            double x = axis.left() + column;
            if (!isOpen) {
                curve.moveTo(x, y(intensity, top));
            }
            curve.lineTo(x, y(intensity, top));
            curve.lineTo(x + 1, y(intensity, top));
            isOpen = true;
        }
        return curve;
    }

    private void drawPeak(Ink ink, int top) {
        EmotionWindow peak = null;
        for (EmotionWindow window : channel.windows()) {
            if (window.getEmotion() != null
                    && (peak == null
                            || window.getEmotion().getIntensity()
                                    > peak.getEmotion().getIntensity())) {
                peak = window;
            }
        }
        if (peak == null) {
            return;
        }
        float intensity = peak.getEmotion().getIntensity();
        double x = axis.x((peak.getStartMillis() + peak.getEndMillis()) / 2.0);
        double y = Math.min(top + INTENSITY - 5.0, Math.max(top + 5.0, y(intensity, top)));
        ink.fill(Color.WHITE, new Ellipse2D.Double(x - 5, y - 5, 10, 10));
        ink.fill(Ink.TEXT, new Ellipse2D.Double(x - 3.5, y - 3.5, 7, 7));
        String words = String.format(
                Locale.ROOT, "peak %.1f, %s", intensity, peak.getEmotion().getName());
        boolean isRoomRight = x + 12 + ink.widthOf(Ink.SMALL, words) < axis.left() + axis.widthPixels();
        double textX = isRoomRight ? x + 9 : x - 9 - ink.widthOf(Ink.SMALL, words);
        ink.text(Ink.SMALL, Ink.TEXT, words, textX, Math.max(top + 13, y - 6));
    }

    private void drawLevel(Ink ink, int top) {
        label(ink, "voice", top + LEVEL / 2.0 + 5);
        for (int column = 0; column < columns.count(); column++) {
            double share = Math.min(1, Math.max(0.02, 1 - columns.levelDbfs(column) / SILENT_DBFS));
            int bar = (int) Math.max(1, Math.round(share * LEVEL));
            Color colour = voice(columns.speechRatio(column));
            ink.fill(colour, axis.left() + column, top + LEVEL - bar, 1, bar);
        }
        ink.line(Ink.FRAME, axis.left(), top + LEVEL + 0.5, axis.left() + axis.widthPixels(), top + LEVEL + 0.5);
    }

    private void label(Ink ink, String words, double y) {
        ink.textRightAligned(Ink.SMALL, Ink.FAINT_TEXT, words, axis.left() - 10.0, y);
    }

    private static double y(double intensity, int top) {
        return top + INTENSITY * (1 - intensity / 4);
    }

    /** From the grey of silence to the dark of speech. */
    static Color voice(double speechRatio) {
        return new Color(
                mix(QUIET.getRed(), SPEAKING.getRed(), speechRatio),
                mix(QUIET.getGreen(), SPEAKING.getGreen(), speechRatio),
                mix(QUIET.getBlue(), SPEAKING.getBlue(), speechRatio));
    }

    private static int mix(int from, int to, double share) {
        return (int) Math.round(from + share * (to - from));
    }

    private static String words(NotAssessed reason) {
        return reason == NotAssessed.CHANNEL_NOT_ANALYSED
                ? "not analysed"
                : reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String summary(CallTrajectory trajectory) {
        StringBuilder words = new StringBuilder();
        words.append(TimeAxis.length(trajectory.getDurations().getTotalMillis()))
                .append(" long, ");
        words.append(TimeAxis.length(trajectory.getDurations().getSpeechMillis()))
                .append(" of speech");
        if (trajectory.getDurations().getLostMillis() > 0) {
            words.append(", ")
                    .append(TimeAxis.length(trajectory.getDurations().getLostMillis()))
                    .append(" lost");
        }
        EmotionSummary overall = trajectory.getOverall();
        EmotionCategory dominant = overall.getDominant();
        if (dominant != null && EmotionPalette.shown(dominant, overall.getMeanIntensity()) == EmotionCategory.NEUTRAL) {
            words.append(" · mostly neutral");
        } else if (dominant != null) {
            float share = EmotionShares.of(overall).of(dominant);
            words.append(
                    String.format(Locale.ROOT, " · mostly %s (%.0f %%)", EmotionPalette.label(dominant), 100 * share));
        }
        return words.toString();
    }
}
