package io.speecheq.trainer.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One line of progress with rate and time left: rewritten in place on a terminal, now and then a new line in a log.
 * One thread at a time.
 */
public final class ProgressLine implements Progress {
    private static final long TERMINAL_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LOG_NANOS = Duration.ofSeconds(15).toNanos();
    private static final int WIDTH = 110;

    private final PrintStream out;
    private final boolean isTerminal;
    private final LongSupplier nanos;
    private String work = "";
    private long startNanos;
    private long startDone;
    private long toldNanos;

    public ProgressLine(PrintStream out, boolean isTerminal, LongSupplier nanos) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.nanos = nanos;
    }

    @Override
    public void at(String nextWork, long done, long total, String note) {
        long now = nanos.getAsLong();
        if (!nextWork.equals(work)) {
            work = nextWork;
            startNanos = now;
            startDone = done - 1;
            toldNanos = now - LOG_NANOS;
        }
        boolean last = done >= total;
        if (!last && now - toldNanos < (isTerminal ? TERMINAL_NANOS : LOG_NANOS)) {
            return;
        }
        toldNanos = now;
        String line = line(done, total, note, (now - startNanos) / 1e9);
        if (isTerminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())) + (last ? "\n" : ""));
            out.flush();
        } else {
            out.println(line);
        }
    }

    private String line(long done, long total, String note, double seconds) {
        double perUnit = seconds / Math.max(1, done - startDone);
        Duration left = Duration.ofSeconds(Math.round(perUnit * (total - done)));
        return "%s %d/%d, %.2f s each, %d:%02d:%02d left%s"
                .formatted(
                        work,
                        done,
                        total,
                        perUnit,
                        left.toHours(),
                        left.toMinutesPart(),
                        left.toSecondsPart(),
                        note.isEmpty() ? "" : ", " + note);
    }
}
