package io.speecheq.systemtests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line as a user starts it: a process of its own, with exit code and output. */
public final class CommandLine {

    private static final long PATIENCE_MINUTES = 5;

    private final Path folder;

    /** Keeps what the processes print in that folder. */
    public CommandLine(Path folder) {
        this.folder = folder;
    }

    /** What a run left behind. */
    public record Ran(int exitCode, List<String> out, List<String> err) {}

    /** Runs it to its end. */
    public Ran run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dspeecheq.home=" + System.getProperty("speecheq.home"),
                "-Dspeecheq.log=" + folder.resolve("speecheq.log"),
                "io.speecheq.app.cli.SpeechEqCommand"));
        command.addAll(arguments);
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment()
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("still running after " + PATIENCE_MINUTES + " minutes: " + arguments + "\n"
                    + Files.readString(err));
        }
        return new Ran(process.exitValue(), lines(out), lines(err));
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8);
    }
}
