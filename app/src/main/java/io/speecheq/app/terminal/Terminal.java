package io.speecheq.app.terminal;

import io.speecheq.app.plot.EmotionPalette;
import io.speecheq.schemas.record.EmotionCategory;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the command line prints: results on {@code out}, everything about them on {@code err}. Colour and rewritten lines only where there is a
 * terminal; block characters only where its character set has them. Thread-safe: a line is written whole.
 */
public final class Terminal {

    private static final int DEFAULT_COLUMNS = 100;
    private static final String RESET = "\u001b[0m";

    private final PrintStream out;
    private final PrintStream err;
    private final TerminalTraits traits;
    private boolean isProgressShown;

    public Terminal(PrintStream out, PrintStream err, TerminalTraits traits) {
        this.out = out;
        this.err = err;
        this.traits = traits;
    }

    /** The process's own. What it can do is told by the launcher ({@code speecheq.terminal}) and the environment. */
    public static Terminal ofProcess(Map<String, String> environment) {
        String locale = Optional.ofNullable(environment.get("LC_ALL"))
                .or(() -> Optional.ofNullable(environment.get("LC_CTYPE")))
                .or(() -> Optional.ofNullable(environment.get("LANG")))
                .orElse("");
        String launched = System.getProperty("speecheq.terminal", "");
        TerminalTraits traits = new TerminalTraits(
                launched.contains("out") && isColourful(environment),
                launched.contains("err"),
                locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8"),
                Math.max(40, Integer.getInteger("speecheq.columns", DEFAULT_COLUMNS)));
        // Results are UTF-8 wherever they may be read by a program, whatever the locale.
        Charset charset =
                traits.isUnicode() || !launched.contains("out") ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
                traits);
    }

    private static boolean isColourful(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    public TerminalTraits traits() {
        return traits;
    }

    /** For who writes by itself; closing it only flushes. */
    public PrintWriter outWriter() {
        return new PrintWriter(out, true) {
            @Override
            public void close() {
                flush();
            }
        };
    }

    /** Whether nobody reads the results any more. */
    public boolean isOutGone() {
        return out.checkError();
    }

    /** A line of the result. */
    public synchronized void print(String line) {
        clearProgress();
        out.println(line);
    }

    /** A line about the work. */
    public synchronized void note(String line) {
        clearProgress();
        err.println(line);
    }

    /** Something that was wrong: one line. */
    public void problem(String line) {
        note("speecheq: " + line.replaceAll("\\s*[\\r\\n]+\\s*", " "));
    }

    /** A line that the next one replaces; nothing without a terminal. */
    public synchronized void progress(String line) {
        if (traits.hasProgress()) {
            err.print("\r\u001b[K" + cut(line, traits.columns() - 1));
            err.flush();
            isProgressShown = true;
        }
    }

    public synchronized void clearProgress() {
        if (isProgressShown) {
            err.print("\r\u001b[K");
            err.flush();
            isProgressShown = false;
        }
    }

    public String bold(String text) {
        return styled("1", text);
    }

    public String dim(String text) {
        return styled("2", text);
    }

    public String inColourOf(EmotionCategory category, String text) {
        return styled("38;5;" + EmotionPalette.terminalColour(category), text);
    }

    private String styled(String code, String text) {
        return traits.hasColour() ? "\u001b[" + code + "m" + text + RESET : text;
    }

    /** A bar of {@code share}, 0..1, in a field of that many characters. */
    public String bar(double share, int width) {
        double filled = Math.max(0, Math.min(1, share)) * width;
        int whole = (int) filled;
        StringBuilder bar = new StringBuilder();
        if (!traits.isUnicode()) {
            whole = (int) Math.round(filled);
            return "#".repeat(whole) + ".".repeat(width - whole);
        }
        bar.append("█".repeat(whole));
        int eighths = (int) Math.round((filled - whole) * 8);
        if (whole < width) {
            bar.append(" ▏▎▍▌▋▊▉█".charAt(eighths));
        }
        return bar.append(" ".repeat(width - bar.length())).toString();
    }

    /** A name cut to a width, the cut marked. */
    public String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        return traits.isUnicode() ? text.substring(0, width - 1) + "…" : text.substring(0, width);
    }

    /** A duration: {@code 0.3 s}, and from a minute on as {@link #clock}. */
    static String length(long millis) {
        return millis < 60_000 ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0) : clock(millis);
    }

    /** {@code 01:04}, {@code 1:02:03}. */
    public static String clock(long millis) {
        long seconds = millis / 1000;
        return seconds < 3600
                ? String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
