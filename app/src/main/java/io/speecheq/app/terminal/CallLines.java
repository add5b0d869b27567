package io.speecheq.app.terminal;

import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.ChannelSummary;
import io.speecheq.schemas.record.EmotionAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A call over its channels in a few lines, and alerts in one each. */
public final class CallLines {

    private final Terminal terminal;

    public CallLines(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Who spoke how much, over whom and how soon. */
    public List<String> lines(CallSummary call) {
        List<String> lines = new ArrayList<>();
        lines.add(terminal.bold(call.getCallId()) + "  " + Terminal.length(call.getDurationMillis()) + " long, "
                + percent(call.getTalkMillis(), call.getDurationMillis()) + " talk, "
                + seconds(call.getOverlapMillis()) + " of it at once, longest silence "
                + seconds(call.getLongestSilenceMillis()) + " at "
                + Terminal.clock(call.getLongestSilenceAtMillis())
                + (call.getStatus() == CallStatus.TIMED_OUT ? ", timed out" : ""));
        call.getChannels().forEach(channel -> lines.add("  " + line(channel)));
        return lines;
    }

    private static String line(ChannelSummary channel) {
        String words = String.format(
                Locale.ROOT, "%-12s %3.0f %% of the talk", channel.getChannel(), 100 * channel.getTalkRatio());
        if (channel.getResponses() > 0) {
            words += ", answers after " + seconds(channel.getMeanResponseMillis());
        }
        if (channel.getInterruptions() > 0) {
            words += ", interrupts "
                    + (channel.getInterruptions() == 1 ? "once" : channel.getInterruptions() + " times");
        }
        return words;
    }

    /** One alert, where and why; without its call. */
    public String line(EmotionAlert alert) {
        String what = alert.getState() == AlertState.CLEARED ? "cleared" : "alert";
        String whose = alert.getChannel().isEmpty() ? "call" : alert.getChannel();
        String line = String.format(
                Locale.ROOT,
                "%s  %-11s %s: %s",
                Terminal.clock(alert.getToMillis()),
                whose,
                what + " " + alert.getRule(),
                alert.getMessage());
        return alert.getState() == AlertState.CLEARED ? terminal.dim(line) : terminal.bold(line);
    }

    /** The alerts of a call, one line each; what was cleared is told with what was raised. */
    public List<String> lines(List<EmotionAlert> alerts) {
        return alerts.stream()
                .filter(alert -> alert.getState() != AlertState.CLEARED)
                .map(alert -> "  " + line(alert))
                .collect(Collectors.toList());
    }

    private static String percent(long part, long whole) {
        return Math.round(100.0 * part / Math.max(1, whole)) + " %";
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
}
