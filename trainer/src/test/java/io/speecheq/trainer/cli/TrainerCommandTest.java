package io.speecheq.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.trainer.features.Tones;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TrainerCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate", "export"})
    void everyCommandHelps(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: speecheq " + command).contains("--ravdess");
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("speecheq trainer ").doesNotContain("$");
    }

    @Test
    void wrongUsageIsTwo() {
        assertThat(run("train")).isEqualTo(2);
        assertThat(err.toString()).contains("--out");
        assertThat(run()).isEqualTo(2);
        assertThat(run("train", "--out", "x", "--seed", "many")).isEqualTo(2);
        assertThat(run("train", "--out", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("no data: name at least one of");
        assertThat(run("train", "--out", "x", "--emodb", "y", "--recipe", "secret"))
                .isEqualTo(2);
        assertThat(run("train", "--out", "x", "--emodb", "y", "--dev", "EmoDB/03", "--test", "EmoDB/03"))
                .isEqualTo(2);
    }

    @Test
    void whatIsMissingIsToldInOneLine() {
        assertThat(run(
                        "train",
                        "--out",
                        folder.toString(),
                        "--emodb",
                        folder.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("none is not a folder"));
    }

    @Test
    void aModelThatIsMissingIsToldInOneLine() {
        assertThat(run("evaluate", "--model", "none.onnx", "--emodb", folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("none.onnx: there is no such file"));
    }

    @Test
    void aNetworkGoesFromRecordingsToAMeasuredFile() throws IOException {
        corpus();
        String data = folder.resolve("data").toString();
        String runFolder = folder.resolve("run").toString();

        int trained = run(
                "train",
                "--emodb",
                data,
                "--out",
                runFolder,
                "--dev",
                "EmoDB/09",
                "--test",
                "EmoDB/10",
                "--set",
                "epochs=1",
                "--set",
                "steps.batch=4",
                "--set",
                "sampling.minFrames=30",
                "--set",
                "sampling.maxFrames=40");

        assertThat(err.toString()).isEmpty();
        assertThat(trained).isZero();
        assertThat(out.toString()).contains("EmoDB: 16 clips of 4 speakers", "telephone", "UAR of each speaker");
        Path network = folder.resolve("run/network.onnx");
        assertThat(folder.resolve("run/network.md")).content().contains("EmoDB/10", "UAR", "CC0 1.0");

        assertThat(run("evaluate", "--model", network.toString(), "--emodb", data, "--speakers", "EmoDB/10"))
                .isZero();
        assertThat(run(
                        "evaluate",
                        "--model",
                        folder.resolve("run/checkpoint.pt").toString(),
                        "--emodb",
                        data,
                        "--json",
                        folder.resolve("results/r.json").toString(),
                        "--predictions",
                        folder.resolve("results/p.csv").toString(),
                        "--report",
                        folder.resolve("results/r.html").toString()))
                .isZero();
        assertThat(folder.resolve("results/r.json")).content().contains("\"EmoDB/10\"", "\"uar\"");
        assertThat(folder.resolve("results/p.csv")).content().contains(",EmoDB/10,telephone,");
        assertThat(folder.resolve("results/r.html"))
                .content()
                .contains("speecheq evaluate --model", "<h2>Training</h2>");
        Path again = folder.resolve("again.onnx");
        assertThat(run(
                        "export",
                        "--checkpoint",
                        folder.resolve("run/checkpoint.pt").toString(),
                        "--out",
                        again.toString(),
                        "--emodb",
                        data))
                .isZero();
        assertThat(Files.size(again)).isEqualTo(Files.size(network));
    }

    private void corpus() throws IOException {
        int clip = 0;
        for (String speaker : new String[] {"03", "08", "09", "10"}) {
            for (String emotion : new String[] {"W", "N", "T", "F"}) {
                Path file = folder.resolve("data/wav/%sa0%d%sa.wav".formatted(speaker, clip % 9 + 1, emotion));
                Tones.write(file, 16000, 1, 0.5, 200 + 37.0 * clip++);
            }
        }
    }

    private int run(String... arguments) {
        CommandLine command = TrainerCommand.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
