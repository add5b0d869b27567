package io.speecheq.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class DataFoldersTest {
    private final StringWriter out = new StringWriter();

    @TempDir
    Path root;

    @Test
    void everyOptionIsDocumented() throws Exception {
        String documented = Files.readString(Path.of(System.getProperty("speecheq.home"), "docs", "corpora.md"));

        assertThat(new CommandLine(new DataFolders()).getCommandSpec().options())
                .extracting(OptionSpec::longestName)
                .hasSizeGreaterThan(13)
                .allSatisfy(option -> assertThat(documented).contains("`" + option));
    }

    @Test
    void usageErrorsListEveryOptionThatNamesData() {
        List<String> naming = new CommandLine(new DataFolders())
                .getCommandSpec().options().stream()
                        .filter(option -> List.of("DIR", "FILE").contains(option.paramLabel()))
                        .map(OptionSpec::longestName)
                        .filter(option -> !option.equals("--audio-base"))
                        .toList();

        assertThat(List.of(DataFolders.OPTIONS.split(", ", -1))).containsExactlyInAnyOrderElementsOf(naming);
    }

    @Test
    void tablesOfOneCorpusAreOneReadingWhoseFirstMissingFilesAreListed() throws Exception {
        write("a.wav", "");
        String one = write("one.csv", "path,corpus\na.wav,x\n1.wav,x\n2.wav,x\n3.wav,x\n4.wav,x\n");
        String two = write("two.csv", "path,corpus\na.wav,x\n5.wav,x\n6.wav,x\n7.wav,x\n");

        List<Reading> readings = read("--table", one, "--table", two);

        assertThat(readings).hasSize(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "x: 1 clips of 1 speakers, 8 skipped (1 a second row for its file, 7 no audio)",
                        "  no audio: 1.wav",
                        "  no audio: 2.wav",
                        "  no audio: 3.wav",
                        "  no audio: 4.wav",
                        "  no audio: 5.wav",
                        "  and 2 more");
    }

    @Test
    void aCorpusUnderTwoLicencesIsRefused() throws Exception {
        write("a.wav", "");
        write("b.wav", "");
        String one = write("one.csv", "path,corpus,licence\na.wav,x,CC0 1.0\n");
        String two = write("two.csv", "path,corpus\nb.wav,x\n");

        assertThatThrownBy(() -> read("--table", one, "--table", two))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("corpus x is under two licences, CC0 1.0 and as its owner says");
        assertThat(read("--table", one, "--table", two, "--data-licence", "CC0 1.0"))
                .hasSize(1);
    }

    private List<Reading> read(String... options) throws IOException, CorpusException {
        DataFolders data = new DataFolders();
        new CommandLine(data).parseArgs(options);
        return data.read(new PrintWriter(out));
    }

    private String write(String path, String text) throws IOException {
        return Files.writeString(root.resolve(path), text).toString();
    }
}
