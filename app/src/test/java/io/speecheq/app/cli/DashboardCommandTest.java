package io.speecheq.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.terminal.Terminal;
import io.speecheq.app.terminal.TerminalTraits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code dashboard} refuses before it starts anything. */
class DashboardCommandTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --bind 0.0.0.0                     | --tokens FILE, or --open
                    --tokens FOLDER/none               | no tokens at
                    --tokens FOLDER/bad                | line 1 of the tokens
                    --history jdbc:mysql://a/b         | jdbc:postgresql://
                    --tls-keystore FOLDER/none         | SPEECHEQ_KEYSTORE_PASSWORD
                    --tls-keystore FOLDER/none --tls-password-file FOLDER/bad | no key store at
                    --advertise nowhere                | HOST:PORT
                    --host a --host b.example:8080     | a host is a name alone, such as calls.example.org, not b.example:8080
                    --application-id my/calls          | such as speecheq-dashboard, not my/calls
                    --bind no.such.machine.invalid     | no machine is called no.such.machine.invalid
                    """)
    void whatCannotBeMeantIsSaidInOneLine(String arguments, String said) throws Exception {
        Files.writeString(folder.resolve("bad"), "everybody everything-at-once\n");

        assertThat(run(arguments.replace("FOLDER", folder.toString()))).isIn(1, 2);
        assertThat(err.toString(StandardCharsets.UTF_8).strip()).contains(said).doesNotContain("\n");
    }

    @Test
    void aTokenIsNeverPrinted() throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), "boss 0123456789abcdef0123456789abcdef\n");
        run("--tokens " + tokens);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 1").doesNotContain("0123456789abcdef");
    }

    private int run(String arguments) {
        String[] all = ("dashboard --bootstrap-servers 127.0.0.1:1 " + arguments).split(" ");
        Terminal terminal = new Terminal(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                TerminalTraits.plain());
        return SpeechEqCommand.run(terminal, new Home(folder), all);
    }
}
