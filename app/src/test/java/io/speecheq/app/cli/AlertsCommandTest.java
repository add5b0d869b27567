package io.speecheq.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.terminal.Terminal;
import io.speecheq.app.terminal.TerminalTraits;
import io.speecheq.sinks.alert.RulesFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void theUsualRulesArePrintedAsTheFileThatTheyAre() {
        assertThat(run("alerts", "usual")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines(RulesFile.usualText());
    }

    @Test
    void aValidFileIsSummedUp() throws Exception {
        Path file = Files.writeString(
                folder.resolve("r.yaml"), "rules:\n  - {name: dead air, channel: call, when: silence, at-least: 9}\n");

        assertThat(run("alerts", "check", file.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("1 rules: dead air");
    }

    @Test
    void everyProblemOfAFileIsTold() throws Exception {
        Path file = Files.writeString(
                folder.resolve("r.yaml"), "rules:\n  - name: a\n    when: mood\n    at-least: 1\n    colour: red\n");

        assertThat(run("alerts", "check", file.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "r.yaml, line 3: 'when': 'mood' is none of", "r.yaml, line 5: there is no 'colour' in a rule");
    }

    @Test
    void invalidRulesAreNotPublished() throws Exception {
        Path file = Files.writeString(folder.resolve("r.yaml"), "rules: 1\n");

        assertThat(run("alerts", "publish", file.toString(), "--bootstrap-servers", "127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("r.yaml, line 1: 'rules' must be a list");
    }

    @Test
    void aFileThatIsNotThereIsOneLine() {
        assertThat(run("alerts", "check", folder.resolve("none.yaml").toString()))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                TerminalTraits.plain());
        return SpeechEqCommand.run(terminal, new Home(Path.of(System.getProperty("speecheq.home"))), arguments);
    }
}
