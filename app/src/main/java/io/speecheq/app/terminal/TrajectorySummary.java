package io.speecheq.app.terminal;

import io.speecheq.app.plot.EmotionPalette;
import io.speecheq.app.plot.EmotionShares;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.Durations;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionSummary;
import io.speecheq.schemas.record.IntensityTrend;
import io.speecheq.schemas.record.NotAssessedCount;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.schemas.record.TrendDirection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A channel's trajectory in a few lines: durations, shares, quarters, peak, and what was not assessed. */
public final class TrajectorySummary {

    private static final int BAR = 24;

    private final Terminal terminal;

    public TrajectorySummary(Terminal terminal) {
        this.terminal = terminal;
    }

    public List<String> lines(CallTrajectory trajectory) {
        List<String> lines = new ArrayList<>();
        lines.add(
                terminal.bold(trajectory.getCallId() + "  " + trajectory.getChannel()) + "  " + durations(trajectory));
        EmotionSummary overall = trajectory.getOverall();
        if (overall.getDominant() != null) {
            shares(overall).forEach(lines::add);
            lines.add("  quarters  " + quarters(trajectory.getQuarters()));
            lines.add("  intensity " + intensity(overall) + trend(trajectory));
            lines.add("  "
                    + (overall.getSure()
                            ? String.format(Locale.ROOT, "confidence %.2f", overall.getConfidence())
                            : terminal.dim(String.format(
                                    Locale.ROOT,
                                    "not sure: %s scores %.2f on the whole",
                                    EmotionPalette.label(overall.getDominant()),
                                    overall.getConfidence()))));
        }
        if (!trajectory.getNotAssessed().isEmpty()) {
            lines.add("  " + terminal.dim("not assessed: " + notAssessed(trajectory.getNotAssessed())));
        }
        return lines;
    }

    private static String durations(CallTrajectory trajectory) {
        Durations durations = trajectory.getDurations();
        String words = Terminal.length(durations.getTotalMillis()) + " long, "
                + Terminal.length(durations.getSpeechMillis()) + " speech";
        if (durations.getLostMillis() > 0) {
            words += String.format(Locale.ROOT, ", %.1f s lost", durations.getLostMillis() / 1000.0);
        }
        return trajectory.getStatus() == TrajectoryStatus.TIMED_OUT ? words + ", timed out" : words;
    }

    private List<String> shares(EmotionSummary summary) {
        EmotionShares shares = EmotionShares.of(summary);
        return shares.largestFirst().stream()
                .map(category -> share(category, shares.of(category)))
                .toList();
    }

    private String share(EmotionCategory category, float share) {
        return String.format(Locale.ROOT, "  %-12s %3.0f %%  ", EmotionPalette.label(category), 100 * share)
                + terminal.inColourOf(category, terminal.bar(share, BAR).stripTrailing());
    }

    private String quarters(List<EmotionSummary> quarters) {
        String arrow = terminal.traits().isUnicode() ? " → " : " -> ";
        return quarters.stream().map(this::quarter).collect(Collectors.joining(arrow));
    }

    private String quarter(EmotionSummary quarter) {
        EmotionCategory dominant = quarter.getDominant();
        if (dominant == null) {
            return terminal.dim("-");
        }
        return terminal.inColourOf(
                dominant,
                String.format(Locale.ROOT, "%s %.1f", EmotionPalette.label(dominant), quarter.getMeanIntensity()));
    }

    private static String intensity(EmotionSummary summary) {
        return String.format(
                Locale.ROOT,
                "mean %.1f, peak %.1f at %s",
                summary.getMeanIntensity(),
                summary.getPeakIntensity(),
                Terminal.clock(summary.getPeakAtMillis()));
    }

    private static String trend(CallTrajectory trajectory) {
        IntensityTrend trend = trajectory.getTrend();
        return trend == null || trend.getDirection() == TrendDirection.STEADY
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %s by %.1f a minute",
                        trend.getDirection() == TrendDirection.RISING ? "rising" : "falling",
                        Math.abs(trend.getPerMinute()));
    }

    private static String notAssessed(List<NotAssessedCount> counts) {
        return counts.stream()
                .map(count -> count.getReason().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + count.getWindows()
                        + (count.getWindows() == 1 ? " window" : " windows"))
                .collect(Collectors.joining(", "));
    }
}
