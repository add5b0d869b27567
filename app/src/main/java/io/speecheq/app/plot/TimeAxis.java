package io.speecheq.app.plot;

import java.util.Locale;

/** Media time along a plot's width: {@code [0, totalMillis)} on {@code widthPixels} columns from {@code left}. */
record TimeAxis(int left, int widthPixels, long totalMillis) {

    private static final long[] STEPS_SECONDS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800
    };
    private static final int MIN_TICK_PIXELS = 84;
    private static final int TICK_PIXELS = 5;

    TimeAxis {
        if (totalMillis < 1 || widthPixels < 1) {
            throw new IllegalArgumentException("an axis of " + totalMillis + " ms on " + widthPixels + " pixels");
        }
    }

    double x(double millis) {
        return left + (double) widthPixels * millis / totalMillis;
    }

    /** Column of a time, within the axis. */
    int column(double millis) {
        return (int)
                Math.max(0, Math.min(widthPixels - 1L, Math.round(Math.floor(millis * widthPixels / totalMillis))));
    }

    /** Time at the left edge of a column. */
    double millisAt(int column) {
        return (double) column * totalMillis / widthPixels;
    }

    /** Faint vertical lines over a stretch of the plot. */
    void drawGrid(Ink ink, int top, int bottom) {
        for (long at = stepMillis(); at < totalMillis; at += stepMillis()) {
            ink.line(Ink.GRID, Math.round(x((double) at)) + 0.5, top, Math.round(x((double) at)) + 0.5, bottom);
        }
    }

    /** The axis itself, with its times under it. */
    void draw(Ink ink, int y) {
        ink.line(Ink.FRAME, left, y + 0.5, left + widthPixels, y + 0.5);
        for (long at = 0; at <= totalMillis; at += stepMillis()) {
            double x = Math.min(Math.round(x((double) at)), left + widthPixels - 1) + 0.5;
            ink.line(Ink.FRAME, x, y, x, y + TICK_PIXELS);
            ink.textCentred(Ink.SMALL, Ink.FAINT_TEXT, clock(at), x, y + TICK_PIXELS + 14);
        }
    }

    private long stepMillis() {
        for (long step : STEPS_SECONDS) {
            if (widthPixels * step * 1000.0 / totalMillis >= MIN_TICK_PIXELS) {
                return step * 1000;
            }
        }
        return 86_400_000;
    }

    /** A duration: {@code 0.3 s}, and from a minute on as {@link #clock}. */
    static String length(long millis) {
        return millis < 60_000 ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0) : clock(millis);
    }

    /** {@code 1:04}, {@code 2:03:59}. */
    static String clock(long millis) {
        long seconds = millis / 1000;
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
