package io.speecheq.trainer.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
    @TempDir
    Path root;

    @Test
    void aCsvWithMarkQuotesAndCarriageReturnsIsRead() throws Exception {
        write("a.flac", "");
        Path file = write(
                "t.csv",
                "\uFEFFpath,speaker,emotion,intensity,text,split\r\na.wav,s1,Angry,high,\"Stop, \"\"now\"\"\",train\r\n"
                        + "a.wav,s1,angry,,,\r\nnone.wav,s1,neutral,3,,\r\n");

        Reading reading = read(file).get(0);

        LabelledClip clip = reading.clips().get(0);
        assertThat(clip.path()).isEqualTo(root.resolve("a.flac"));
        assertThat(clip.speaker()).isEqualTo("t/s1");
        assertThat(clip.emotion()).contains(EmotionCategory.ANGER);
        assertThat(clip.intensity()).isEqualTo(3.5f);
        assertThat(clip.text()).contains("Stop, \"now\"");
        assertThat(clip.part()).contains(LabelledClip.Part.TRAINING);
        assertThat(reading.skipped())
                .extracting(Skipped::reason)
                .containsExactly("a second row for its file", "no audio");
    }

    @Test
    void aTableOfSeveralCorporaGivesAReadingForEach() throws Exception {
        write("a.wav", "");
        write("b.wav", "");
        Path file = write("t.tsv", "path\tcorpus\tlicence\na.wav\tone\tCC0\nb.wav\ttwo\t\n");

        assertThat(read(file))
                .extracting(reading ->
                        reading.corpus().name() + " " + reading.corpus().licence())
                .containsExactly("one CC0", "two as its owner says");
    }

    @Test
    void aWordOutsideTheSchemeIsRefusedWithItsLine() throws Exception {
        Path file = write("t.csv", "path,emotion\na.wav,sad\nb.wav,bored\n");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(CorpusException.class)
                .hasMessageStartingWith("line 3 of")
                .hasMessageContaining("emotion bored is none of");
    }

    @Test
    void anUnknownColumnIsRefusedWithTheKnownOnes() throws Exception {
        Path file = write("t.csv", "path,mood\na.wav,sad\n");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("has a column mood, which is none of [path, corpus");
    }

    @Test
    void emoBoxIsReadWithItsLabelMap() throws Exception {
        write("label_map.json", "{\"a\": \"Angry\", \"c\": \"Calm\"}");
        write("downloads/x/1.wav", "");
        Path file = write(
                "fold_1/x_test_fold_1.jsonl",
                "{\"key\": \"x-1\", \"dataset\": \"x\", \"wav\": \"downloads/x/1.wav\", \"emo\": \"a\", \"channel\": 1}\n"
                        + "{\"key\": \"x-2\", \"dataset\": \"x\", \"wav\": \"downloads/x/2.wav\", \"emo\": \"c\", \"channel\": 1}\n");

        Reading reading = EmoBox.of(file, Table.LICENCE, Optional.of(root)).read(file);

        assertThat(reading.clips().get(0).speaker()).isEqualTo("x/unnamed-test");
        assertThat(reading.clips().get(0).emotion()).contains(EmotionCategory.ANGER);
        assertThat(reading.skipped()).extracting(Skipped::reason).containsExactly("labelled calm");
    }

    @Test
    void theManifestsOfAn4AreReadWhereTheyLie() throws Exception {
        Path folder = Path.of(System.getProperty("speecheq.shared", "none"), "data", "speech", "AN4-fragment");
        assumeTrue(Files.isDirectory(folder), "no recorded corpora beside the repository");

        Reading training = read(folder.resolve("an4_train.json")).get(0);
        Reading validation = read(folder.resolve("an4_val.json")).get(0);

        assertThat(training.clips()).hasSize(30);
        assertThat(training.clips().get(0).text()).contains("stop");
        assertThat(validation.clips()).hasSize(10);
    }

    @Test
    void theDigitsOfFsddAreReadThroughATable() throws Exception {
        Path folder = Path.of(System.getProperty("speecheq.shared", "none"), "data", "speech", "FSDD", "recordings");
        assumeTrue(Files.isDirectory(folder), "no recorded corpora beside the repository");
        List<String> digits = List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
        StringBuilder table = new StringBuilder("path,speaker,text,language\n");
        for (Path path : AudioTree.of("FSDD", folder).files()) {
            String[] name = AudioTree.stem(path).split("_", -1);
            table.append(String.join(
                            ",", AudioTree.stem(path) + ".wav", name[1], digits.get(name[0].charAt(0) - '0'), "en"))
                    .append("\n");
        }

        Reading reading = Table.of(write("FSDD.csv", table.toString()), "CC BY-SA 4.0", Optional.of(folder), "und")
                .get(0);

        assertThat(reading.clips()).hasSize(600);
        assertThat(reading.speakers()).isEqualTo(6);
    }

    private static List<Reading> read(Path file) throws IOException, CorpusException {
        return Table.of(file, Table.LICENCE, Optional.empty(), "und");
    }

    private Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return file;
    }
}
