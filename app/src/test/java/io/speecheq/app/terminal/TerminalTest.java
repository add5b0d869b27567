package io.speecheq.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void drawsABarByEighths() {
        Terminal terminal = terminal(TerminalTraits.plain());

        assertThat(terminal.bar(0, 4)).isEqualTo("    ");
        assertThat(terminal.bar(0.5, 4)).isEqualTo("██  ");
        assertThat(terminal.bar(0.53125, 4)).isEqualTo("██▏ ");
        assertThat(terminal.bar(1, 4)).isEqualTo("████");
        assertThat(terminal.bar(7, 4)).isEqualTo("████");
    }

    @Test
    void drawsABarOfAsciiWhereThereIsNoUnicode() {
        assertThat(terminal(new TerminalTraits(false, false, false, 80)).bar(0.5, 4))
                .isEqualTo("##..");
    }

    @Test
    void coloursOnlyWhereItMay() {
        Terminal plain = terminal(TerminalTraits.plain());
        Terminal colourful = terminal(new TerminalTraits(true, true, true, 80));

        assertThat(plain.inColourOf(EmotionCategory.JOY, "joy")).isEqualTo("joy");
        assertThat(colourful.inColourOf(EmotionCategory.JOY, "joy")).isEqualTo("\u001b[38;5;227mjoy\u001b[0m");
    }

    @Test
    void showsNoProgressInAPipe() {
        terminal(TerminalTraits.plain()).progress("half");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void clearsTheProgressBeforeALine() {
        Terminal terminal = terminal(new TerminalTraits(false, true, true, 80));

        terminal.progress("half");
        terminal.note("done");

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[Khalf\r\u001b[Kdone" + System.lineSeparator());
    }

    @Test
    void tellsAProblemInOneLine() {
        terminal(TerminalTraits.plain()).problem("first\n  second");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("speecheq: first second" + System.lineSeparator());
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private Terminal terminal(TerminalTraits traits) {
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                traits);
    }
}
