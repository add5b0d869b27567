package io.speecheq.app.terminal;

import io.speecheq.app.analysis.CallReport;
import io.speecheq.app.analysis.ChannelReport;
import io.speecheq.app.plot.EmotionPalette;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionSegment;
import io.speecheq.schemas.record.EmotionWindow;
import java.util.Locale;

/** A report as a table: for each channel its summary and its segments, or all of its windows; then the call, and its alerts. */
public final class ReportTable {

    private static final int BAR = 16;

    private final Terminal terminal;
    private final boolean isByWindow;

    /**
     * A table on that terminal.
     *
     * @param isByWindow every window instead of the segments
     */
    public ReportTable(Terminal terminal, boolean isByWindow) {
        this.terminal = terminal;
        this.isByWindow = isByWindow;
    }

    public void print(CallReport call) {
        for (ChannelReport channel : call.channels()) {
            new TrajectorySummary(terminal).lines(channel.trajectory()).forEach(terminal::print);
            if (isByWindow) {
                EmotionLine lines = new EmotionLine(terminal, 0, 0);
                for (EmotionWindow window : channel.windows()) {
                    terminal.print("  " + lines.withoutCall(window));
                }
            } else {
                channel.trajectory().getSegments().forEach(segment -> terminal.print(line(segment)));
            }
            terminal.print("");
        }
        CallLines lines = new CallLines(terminal);
        lines.lines(call.call()).forEach(terminal::print);
        lines.lines(call.alerts()).forEach(terminal::print);
        terminal.print("");
    }

    private String line(EmotionSegment segment) {
        EmotionCategory shown = EmotionPalette.shown(segment.getCategory(), segment.getMeanIntensity());
        String name = String.format(Locale.ROOT, "%-12s", segment.getName());
        return String.format(
                Locale.ROOT,
                "  %7s to %-7s  %s  %.1f  %s",
                Terminal.clock(segment.getStartMillis()),
                Terminal.clock(segment.getEndMillis()),
                terminal.inColourOf(shown, name),
                segment.getMeanIntensity(),
                terminal.inColourOf(
                        shown, terminal.bar(segment.getMeanIntensity() / 4, BAR).stripTrailing()));
    }
}
