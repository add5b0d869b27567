package io.speecheq.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.speecheq.systemtests.CommandLine;
import io.speecheq.systemtests.SyntheticVoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What an offline run says of some voices, and that the topics say the same once all calls have ended: {@code analyze} and {@code check}, as a user runs them. */
final class LedgerAssertion {

    private static final int VOICES = 3;
    private static final double SECONDS = 20.4;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Path folder;
    private final CommandLine speecheq;

    LedgerAssertion(Path folder) {
        this.folder = folder;
        this.speecheq = new CommandLine(folder);
    }

    /** The voices, analysed. */
    Recordings analysed() throws IOException, InterruptedException {
        List<Path> voices = new ArrayList<>();
        for (int i = 0; i < VOICES; i++) {
            voices.add(SyntheticVoice.write(
                    folder.resolve("voice" + i + ".wav"), i % 2 == 0 ? 8_000 : 16_000, SECONDS, i));
        }
        Path json = folder.resolve("analysed.json");
        List<String> arguments = new ArrayList<>(List.of("analyze", "--json", json.toString()));
        voices.forEach(voice -> arguments.add(voice.toString()));
        CommandLine.Ran ran = speecheq.run(arguments);
        assertThat(ran.exitCode()).as("analyze: %s", ran.err()).isZero();
        return new Recordings(voices, new ObjectMapper().readTree(json.toFile()));
    }

    /** Waits until {@code check} finds nothing wrong. */
    void holds(Recordings recordings, int batches, String bootstrapServers, String guarantee)
            throws IOException, InterruptedException {
        Path expected = folder.resolve("expected.json");
        recordings.writeExpected(batches, expected);
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        CommandLine.Ran ran = check(expected, bootstrapServers, guarantee);
        while (ran.exitCode() != 0 && System.nanoTime() < deadlineNanos) {
            TimeUnit.SECONDS.sleep(3);
            ran = check(expected, bootstrapServers, guarantee);
        }
        Files.write(folder.resolve("check.txt"), ran.out());
        assertThat(ran.exitCode())
                .as("check: %s\n%s", String.join("\n", ran.out()), String.join("\n", ran.err()))
                .isZero();
    }

    private CommandLine.Ran check(Path expected, String bootstrapServers, String guarantee)
            throws IOException, InterruptedException {
        return speecheq.run(List.of(
                "check",
                "--bootstrap-servers",
                bootstrapServers,
                "--guarantee",
                guarantee,
                "--against",
                expected.toString(),
                "--patience",
                "20s"));
    }
}
