package io.speecheq.systemtests.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that this test started, and does to it what an operating system or an operator may do. */
final class OwnProcess {

    private static final long PATIENCE_SECONDS = 60;
    private static final int LAST_LINES = 20;

    private final String name;
    private final Process process;
    private final Path log;

    private OwnProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts it; what it prints goes behind what is in the file. */
    static OwnProcess start(String name, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new OwnProcess(name, builder.start(), log);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it runs, and the last that it printed. */
    String condition() throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        String state = process.isAlive() ? "runs" : "has ended with code " + process.exitValue();
        return name + " " + state + "; its log ends with\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** {@code kill}, and {@code kill -9} when that is not heeded. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** {@code kill -STOP}: it stands still, and knows nothing of it. */
    void pause() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** {@code kill -CONT}. */
    void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    /** Its exit code. */
    int awaitEnd(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " still runs after " + seconds + " s");
        }
        return process.exitValue();
    }
}
