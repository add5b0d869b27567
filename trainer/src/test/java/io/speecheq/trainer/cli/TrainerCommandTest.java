package io.speecheq.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.schemas.card.ModelCard;
import io.speecheq.trainer.features.Tones;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
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
        measuresWhoeverIsThere();
        tellsWhatCannotBeMeasured(network, data);
        goesOnFrom(network, data);
    }

    /** A checkpoint with clips of which none, and all, are of speakers that it heard. */
    private void measuresWhoeverIsThere() throws IOException {
        Path strangers = folder.resolve("tables/strangers.csv");
        Files.createDirectories(strangers.getParent());
        Files.writeString(strangers, "path,speaker,emotion,intensity\n../data/wav/03a01Wa.wav,zoe,anger,-1\n");
        Path answers = folder.resolve("results/strangers.csv");
        assertThat(run(
                        "evaluate",
                        "--model",
                        folder.resolve("run/checkpoint.pt").toString(),
                        "--table",
                        strangers.toString(),
                        "--predictions",
                        answers.toString()))
                .isZero();
        assertThat(out.toString()).contains("who are not in these data: EmoDB/10");
        assertThat(answers)
                .content()
                .contains("../data/wav/03a01Wa.wav,strangers,strangers/zoe,clean,ANGER,", ",strangers/zoe,telephone,");
    }

    private void tellsWhatCannotBeMeasured(Path network, String data) throws IOException {
        assertThat(run("evaluate", "--model", network.toString(), "--emodb", data, "--speakers", "EmoDB/10,EmoDB/1O"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("there is no clip of these speakers: [EmoDB/1O]");
        Path others = folder.resolve("others");
        Tones.write(others.resolve("wav/03a01Wa.wav"), 16000, 1, 0.5, 200);
        Path checkpoint = folder.resolve("run/checkpoint.pt");
        Path none = folder.resolve("none.onnx");
        assertThat(run(
                        "export",
                        "--checkpoint",
                        checkpoint.toString(),
                        "--out",
                        none.toString(),
                        "--emodb",
                        others.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("there is no clip of these speakers: [EmoDB/10]");
        assertThat(none).doesNotExist();
        String fingerprint = FeatureSpec.standard().fingerprint();
        byte[] file = Files.readAllBytes(network);
        String text = new String(file, StandardCharsets.ISO_8859_1);
        Path another = folder.resolve("another.onnx");
        Files.write(
                another,
                text.replace(fingerprint, fingerprint.replaceAll("[0-9a-f]", "0"))
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run("evaluate", "--model", another.toString(), "--emodb", data))
                .isEqualTo(1);
        assertThat(err.toString()).contains("another.onnx was trained on other features");
        Path broken = Files.writeString(folder.resolve("broken.onnx"), "nonsense");
        assertThat(run("evaluate", "--model", broken.toString(), "--emodb", data))
                .isEqualTo(1);
        assertThat(err.toString()).contains("broken.onnx is no network that ONNX Runtime can load");
        Path bare = folder.resolve("bare.onnx");
        Files.write(
                bare,
                text.replace(ModelCard.METADATA_KEY, "x".repeat(ModelCard.METADATA_KEY.length()))
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run("evaluate", "--model", bare.toString(), "--emodb", data)).isEqualTo(1);
        assertThat(err.toString()).contains("bare.onnx has no model card that can be read");
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
    void aFinishedFoldIsAskedAgainWhenATestLabelIsCorrected() throws IOException {
        corpus();
        Path table = folder.resolve("calls.csv");
        Files.writeString(table, table("joy"));
        Path out = folder.resolve("fixed");
        String[] command = crossvalidate(out, "--protocol", "fixed");
        command[1] = "--table";
        command[2] = table.toString();
        assertThat(run(command)).isZero();
        assertThat(err.toString()).isEmpty();
        Object trained = Files.getLastModifiedTime(out.resolve("seed-1/fold-1/checkpoint.pt"));

        Files.writeString(table, table("fear"));
        assertThat(run(command)).isZero();

        assertThat(out.resolve("predictions.csv")).content().contains(",FEAR,").doesNotContain(",JOY,");
        assertThat(Files.getLastModifiedTime(out.resolve("seed-1/fold-1/checkpoint.pt")))
                .isEqualTo(trained);
    }

    /** Three speakers, of whom 10 is the test; {@code label} is that of one of its clips. */
    private static String table(String label) {
        return """
                path,speaker,emotion,split
                data/wav/03a01Wa.wav,03,anger,train
                data/wav/03a02Na.wav,03,neutral,train
                data/wav/08a05Wa.wav,08,anger,train
                data/wav/08a06Na.wav,08,neutral,train
                data/wav/09a09Wa.wav,09,anger,dev
                data/wav/10a04Wa.wav,10,anger,test
                data/wav/10a05Na.wav,10,%s,test
                """.formatted(label);
    }

    @Test
    void whatATableMarksAsTestIsNotTrainedOnWithoutAWord() throws IOException {
        corpus();
        Path table = Files.writeString(folder.resolve("calls.csv"), table("joy"));
        String[] command = crossvalidate(folder.resolve("all"), "--threads", "1");
        command[0] = "train";
        command[1] = "--table";
        command[2] = table.toString();

        assertThat(run(command)).isZero();

        assertThat(out.toString())
                .contains("calls: 3 clips that it marks as development or test are trained on; name their speakers");
    }

    @Test
    void aPhonemeTaskWithoutAClipIsToldInOneLine() throws IOException {
        corpus();
        Path dictionary = Files.writeString(folder.resolve("cmudict.dict"), "no N OW1\n");
        String[] command = crossvalidate(folder.resolve("silent"), "--cmudict", dictionary.toString());
        command[0] = "train";

        assertThat(run(command)).isEqualTo(1);

        assertThat(err.toString())
                .contains("no clip takes part in the phoneme task")
                .contains("--data-language en");
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
                "baseline-alone-single,speecheq-c64-alone-single");
        command[0] = "ablate";

        assertThat(run(command)).isZero();

        assertThat(out.toString())
                .contains("| network | MsUD | MTL | EmoDB WA |")
                .containsPattern("\\| speecheq-c64 \\| no \\| no \\| [01]\\.\\d{3} \\|")
                .containsPattern("\\| baseline \\| no \\| no \\| [01]\\.\\d{3} \\|")
                .containsPattern("\\| speecheq-c64 over the baseline \\| one corpus, without MTL "
                        + "\\| [+-]\\d\\.\\d{3} \\([+-]\\d\\.\\d{3} to [+-]\\d\\.\\d{3}\\), [012] of 2 \\|");
        assertThat(folder.resolve("parts/results.json"))
                .content()
                .contains("\"without\" : \"baseline-alone-single\"", "\"telephone\"");
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
