package io.speecheq.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.job.DataFolder;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.app.terminal.TerminalTraits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechEqCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "analyze",
                "features",
                "ingest",
                "job",
                "dashboard",
                "events",
                "check",
                "dead-letters",
                "health",
                "releases",
                "releases publish",
                "releases list",
                "releases show",
                "releases promote",
                "releases rollback",
                "releases challenge",
                "train",
                "evaluate",
                "export"
            })
    void everyCommandHasHelp(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: speecheq " + command);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "demo", "analyze", "events"})
    void theVersionIsToldEverywhere(String command) {
        int code = command.isEmpty() ? run("--version") : run(command, "--version");

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("speecheq \\d+\\.\\d+\\S*.*\\R");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dmo                          | did you mean demo",
                "analyze                      | Missing required parameter: 'FILE'",
                "demo --speed fast            | 'fast' is no speed",
                "demo --faults drop=2         | fault drop takes a share from 0 to 1",
                "demo --spede 1               | did you mean --speed",
                "events --topic feelings      | there is no topic 'feelings'; there are audio, emotions",
                "check --guarantee twice      | 'twice' is neither at-least-once nor exactly-once",
                "check --isolation dirty      | 'dirty' is neither read_committed nor read_uncommitted",
                "check --patience long        | 'long' is no duration",
                "demo --call-start yesterday  | 'yesterday' is no instant",
                "demo --channels a,a          | channel a is named twice",
                "releases                     | name a command",
                "releases publish a.onnx      | Missing required option: '--store=URI'",
                "releases challenge           | name a release, or end the challenge with --stop",
                "releases promote a --timeout soon | 'soon' is no duration",
                "features in.wav              | Missing required parameter: 'OUT.npy'",
            })
    void wrongUsageIsOneLineAndCodeTwo(String arguments, String said) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(said).hasLineCount(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"analyze --json a.wav b.wav", "analyze --plot a.wav b.wav", "features b.wav a.wav"})
    void aRecordingIsNotWrittenOver(String command) throws Exception {
        Files.writeString(folder.resolve("a.wav"), "a recording");
        Files.writeString(folder.resolve("b.wav"), "a recording");
        String[] words = command.replaceAll(
                        "([ab])\\.wav", folder.resolve("$1.wav").toString())
                .split(" ");

        assertThat(run(words)).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("cannot write", "a.wav", "name the file to write"));
        assertThat(folder.resolve("a.wav")).hasContent("a recording");
    }

    @Test
    void withoutACommandItSaysThatOneIsNeeded() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("speecheq: name a command (see speecheq --help)" + System.lineSeparator());
    }

    @Test
    void aMissingNetworkIsOneLineAndCodeOne() throws Exception {
        assertThat(run("analyze", Files.createFile(folder.resolve("a.wav")).toString()))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("speecheq: there is no network " + folder.resolve("models"))
                .contains("--model")
                .hasLineCount(1);
    }

    @Test
    void everyBadFileIsOneLine() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.wav"));
        Path text = Files.writeString(folder.resolve("text.wav"), "RIFF, but nothing else");

        int code = run(
                "demo",
                "--model",
                "a.onnx",
                empty.toString(),
                text.toString(),
                folder.resolve("absent.wav").toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .hasLineCount(3)
                .contains("empty.wav", "text.wav", "absent.wav");
    }

    @Test
    void aTrainersCommandSaysWhereItRuns() {
        assertThat(run("train", "--data", "corpora", "--epochs", "3")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("./speecheq train")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"topics", "job", "history --parquet h", "erase --call c", "demo"})
    void anAddressThatIsNoneIsToldAlikeByEveryCommand(String command) {
        assertThat(run((command + " --bootstrap-servers kafka").split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("'kafka' is not host:port, or several with commas between");
    }

    @Test
    void brokersWhoseNamesAreUnknownAreOneLine() {
        assertThat(run("topics", "--bootstrap-servers", "nowhere.invalid:9092")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("speecheq: no client reaches Kafka at nowhere.invalid:9092 (No resolvable bootstrap urls")
                .hasLineCount(1);
    }

    @Test
    void aFileOfKafkaSettingsThatIsNotThereIsOneLine() {
        assertThat(run("topics", "--kafka-config", "none.properties")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("'none.properties' cannot be read")
                .hasLineCount(1);
    }

    @Test
    void aBrokerThatDoesNotAnswerIsOneLine() {
        assertThat(run("events", "--bootstrap-servers", "127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("no Kafka answers at 127.0.0.1:1")
                .hasLineCount(1);
    }

    @Test
    void aFolderThatAnotherJobKeepsItsStateInIsOneLine() throws Exception {
        String data = folder.resolve("state").toString();
        try (DataFolder taken = DataFolder.of(Optional.of(Path.of(data)))) {
            assertThat(run("job", "--data", data, "--model", "a.onnx")).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains("--data " + taken.folder() + " is in use by another SpeechEQ")
                    .hasLineCount(1);
        }
        assertThat(DataFolder.of(Optional.of(Path.of(data)))).satisfies(DataFolder::close);
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                TerminalTraits.plain());
        return SpeechEqCommand.run(terminal, new Home(folder), arguments);
    }
}
