package io.speecheq.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.trainer.features.Tones;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    @ValueSource(strings = {"train", "evaluate", "crossvalidate", "ablate", "export"})
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
        assertThat(folder.resolve("run/curves.png")).isNotEmptyFile();
        assertThat(folder.resolve("run/report.html"))
                .content()
                .contains("EmoDB/10", "Losses of each task", "data:image/png");
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
        goesOnFrom(network, data);
    }

    private void goesOnFrom(Path network, String data) throws IOException {
        String[] further = {
            "train",
            "--emodb",
            data,
            "--from",
            network.toString(),
            "--out",
            folder.resolve("further").toString(),
            "--set",
            "epochs=1",
            "--set",
            "steps.batch=4",
            "--set",
            "sampling.minFrames=30",
            "--set",
            "sampling.maxFrames=40",
            "--dev",
            "EmoDB/09",
            "--test"
        };
        assertThat(run(append(further, "EmoDB/03"))).isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "network.onnx was trained on speakers that are now development or test, as far as it tells: EmoDB/03");
        assertThat(run(append(further, "EmoDB/10"))).isZero();
        assertThat(folder.resolve("further/network.md"))
                .content()
                .contains("- earlier stage 1: `speecheq:0.1.0, commit ");
    }

    private static String[] append(String[] words, String last) {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = last;
        return all;
    }

    @Test
    void everyFoldIsTrainedOnceAndTestedOnSpeakersItNeverHeard() throws IOException {
        corpus();
        Path out = folder.resolve("folds");

        assertThat(run(crossvalidate(out, "--folds", "2"))).isZero();

        assertThat(err.toString()).isEmpty();
        assertThat(this.out.toString()).contains("2 folds of speakers, none on both sides", "UAI", "over folds");
        assertThat(Files.readAllLines(out.resolve("predictions.csv"))).hasSize(1 + 2 * 16);
        assertThat(out.resolve("results.json")).content().contains("\"over_folds\"", "\"uar\"");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("none on both sides", "data:image/png", "over the epochs: the mean of 2 networks");
        Path fold = out.resolve("seed-1/fold-2");
        Object trained = Files.getLastModifiedTime(fold.resolve("checkpoint.pt"));
        byte[] answers = Files.readAllBytes(out.resolve("predictions.csv"));
        Files.delete(fold.resolve("predictions.csv"));
        assertThat(run(crossvalidate(out, "--folds", "2"))).isZero();
        assertThat(Files.getLastModifiedTime(fold.resolve("checkpoint.pt")))
                .as("a finished fold is not trained again")
                .isEqualTo(trained);
        assertThat(Files.readAllBytes(out.resolve("predictions.csv"))).isEqualTo(answers);
    }

    @Test
    void resultsWithSpeakersOnBothSidesSaySo() throws IOException {
        corpus();

        assertThat(run(crossvalidate(
                        folder.resolve("random"), "--folds", "2", "--protocol", "random", "--only-folds", "2")))
                .isZero();

        assertThat(out.toString()).contains("2 random folds of clips, speakers on both sides");
        assertThat(folder.resolve("random/report.html")).content().contains("speakers on both sides");
    }

    @Test
    void moreFoldsThanSpeakersAreToldInOneLine() throws IOException {
        corpus();

        assertThat(run(crossvalidate(folder.resolve("many"), "--folds", "5"))).isEqualTo(1);

        assertThat(err.toString()).contains("EmoDB has 4 speakers, too few for 5 folds; ask for fewer folds");
        assertThat(run(crossvalidate(folder.resolve("many"), "--protocol", "secret")))
                .isEqualTo(2);
    }

    @Test
    void anAblationComparesWithAndWithoutAPart() throws IOException {
        corpus();
        String[] command = crossvalidate(
                folder.resolve("parts"),
                "--folds",
                "2",
                "--only-folds",
                "1",
                "--rows",
                "baseline-alone-single,speecheq-c64-unified-multitask");
        command[0] = "ablate";

        assertThat(run(command)).isZero();

        assertThat(out.toString())
                .contains("| network | MsUD | MTL | EmoDB WA |")
                .containsPattern("\\| speecheq-c64 \\| yes \\| yes \\| [01]\\.\\d{3} \\|")
                .containsPattern("\\| baseline \\| no \\| no \\| [01]\\.\\d{3} \\|");
        assertThat(folder.resolve("parts/baseline-alone-single/EmoDB/seed-1/fold-1/predictions.csv"))
                .exists();
        assertThat(folder.resolve("parts/report.html"))
                .content()
                .contains(
                        "<h2>baseline-alone-single</h2>", "Confusions, EmoDB, clean", "recall on development speakers");
        command[command.length - 1] = "secret";
        assertThat(run(command)).isEqualTo(2);
    }

    private String[] crossvalidate(Path out, String... more) {
        List<String> words = new ArrayList<>(
                List.of("crossvalidate", "--emodb", folder.resolve("data").toString(), "--out", out.toString()));
        words.addAll(List.of("--network", "speecheq-c64", "--set", "epochs=1", "--set", "steps.batch=4"));
        words.addAll(List.of("--set", "sampling.minFrames=30", "--set", "sampling.maxFrames=40"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
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
