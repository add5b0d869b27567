package io.speecheq.trainer.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void intensityIsANumberOrALevelAndNoneWhereNeutral() throws Exception {
        List<String> words = List.of("low", "Medium", "HIGH", "normal", "strong", "0.25", "", "-1");
        StringBuilder rows = new StringBuilder("path,emotion,intensity\n");
        for (int i = 0; i < words.size(); i++) {
            write(i + ".wav", "");
            rows.append("%d.wav,angry,%s%n".formatted(i, words.get(i)));
        }
        write("8.wav", "");
        rows.append("8.wav,neutral,high\n");

        Reading reading = read(write("t.csv", rows.toString())).get(0);

        assertThat(reading.clips())
                .extracting(LabelledClip::intensity)
                .containsExactly(1.5f, 2.5f, 3.5f, 2f, 3f, 0.25f, LabelledClip.UNLABELLED, LabelledClip.UNLABELLED, 0f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.1", "-0.5", "-2", "NaN", "very"})
    void anIntensityBeyondTheScaleIsRefusedWithItsLine(String intensity) throws Exception {
        Path file = write("t.csv", "path,intensity\na.wav," + intensity + "\n");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(CorpusException.class)
                .hasMessageStartingWith("line 2 of")
                .hasMessageContaining("intensity " + intensity + " is neither");
    }

    @Test
    void aColumnNamedTwiceIsRefused() throws Exception {
        Path file = write("t.csv", "path,text,text\na.wav,yes,no\n");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("line 1 of")
                .hasMessageContaining("names a column twice: [path, text, text]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c.wav,s1", "c.wav,s1,yes,no"})
    void aRowWithMoreOrFewerCellsThanColumnsIsRefusedWithItsLine(String row) throws Exception {
        Path file = write("t.csv", "path,speaker,text\na.wav,s1,\"one\ntwo\"\n\nb.wav,s1,yes\n" + row + "\n");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(CorpusException.class)
                .hasMessageStartingWith("line 6 of")
                .hasMessageContaining("not the 3 of the columns");
    }

    @Test
    void aPieceOfAFileIsSkippedAndAnOffsetThatIsNoNumberRefused() throws Exception {
        write("a.wav", "");
        Path pieces = write("pieces.json", "{\"audio_filepath\": \"a.wav\", \"offset\": 1.5, \"text\": \"yes\"}\n");
        Path broken = write("broken.json", "{\"audio_filepath\": \"a.wav\", \"offset\": \"soon\"}\n");

        Reading reading = read(pieces).get(0);

        assertThat(reading.clips()).isEmpty();
        assertThat(reading.skipped()).extracting(Skipped::reason).containsExactly("a piece of a file");
        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(CorpusException.class)
                .hasMessageStartingWith("line 1 of")
                .hasMessageContaining("offset soon is no number of seconds");
    }

    @Test
    void rowsOfOneCorpusUnderTwoLicencesAreRefused() throws Exception {
        Path file = write("t.csv", "path,licence\na.wav,CC0 1.0\nb.wav,\nc.wav,CC BY 4.0\n");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(CorpusException.class)
                .hasMessageStartingWith("line 4 of")
                .hasMessageContaining("licence CC BY 4.0, though earlier rows of corpus t tell CC0 1.0");
    }

    @Test
    void aFileThatTwoTablesListIsTakenOnce() throws Exception {
        write("a.wav", "");
        write("b.wav", "");
        Reading first = read(write("one.csv", "path,corpus\na.wav,x\n")).get(0);
        Reading second =
                read(write("two.csv", "path,corpus\nb.wav,x\na.wav,x\n")).get(0);

        Reading both = first.with(second);

        assertThat(both.clips()).hasSize(2);
        assertThat(both.skipped()).extracting(Skipped::reason).containsExactly("a second row for its file");
    }

    @Test
    void aSecondRowOfEmoBoxForAFileIsCountedAsSkipped() throws Exception {
        write("label_map.json", "{\"a\": \"Angry\"}");
        write("1.wav", "");
        Path file = write("x.jsonl", "{\"wav\": \"1.wav\", \"emo\": \"a\"}\n".repeat(2));

        Reading reading = EmoBox.of(file, Table.LICENCE, Optional.empty()).read(file);

        assertThat(reading.clips()).hasSize(1);
        assertThat(reading.skipped()).extracting(Skipped::reason).containsExactly("a second row for its file");
    }

    @Test
    void rowsOfEmoBoxThatArePiecesOfAFileAreSkipped() throws Exception {
        write("label_map.json", "{\"Neutral\": \"Neutral\"}");
        write("1.wav", "");
        write("2.wav", "");
        Path file = write("x.jsonl", """
                {"wav": "1.wav", "emo": "Neutral", "start_time": 0.0, "end_time": 1.5}
                {"wav": "1.wav", "emo": "Neutral", "start_time": 1.5, "end_time": 3.1}
                {"wav": "2.wav", "emo": "neutral"}
                """);

        Reading reading = EmoBox.of(file, Table.LICENCE, Optional.empty()).read(file);

        assertThat(reading.clips())
                .as("its maps and rows differ in capitals now and then")
                .extracting(
                        clip -> clip.path().getFileName() + " " + clip.emotion().orElseThrow())
                .containsExactly("2.wav NEUTRAL");
        assertThat(reading.skipped())
                .extracting(Skipped::reason)
                .containsExactly("a piece of a file", "a piece of a file");
    }

    @Test
    void emoBoxIsReadWithItsLabelMap() throws Exception {
        write("label_map.json", "{\"a\": \"Angry\", \"c\": \"Calm\"}");
        write("downloads/x/1.wav", "");
        Path file = write("fold_1/x_test_fold_1.jsonl", """
                {"key": "x-1", "dataset": "x", "wav": "downloads/x/1.wav", "emo": "a", "channel": 1}
                {"key": "x-2", "dataset": "x", "wav": "downloads/x/2.wav", "emo": "c", "channel": 1}
                """);

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
    void theMixesOfLibriSpeechAreReadThroughATableMadeFromTheirSegments() throws Exception {
        Path folder =
                Path.of(System.getProperty("speecheq.shared", "none"), "data", "speech", "LibriSpeechMix-fragment");
        assumeTrue(Files.isDirectory(folder), "no recorded corpora beside the repository");
        StringBuilder table = new StringBuilder("path\tspeaker\ttext\tlanguage\tsplit\n");
        for (Path path : AudioTree.of("LibriSpeechMix", folder).files()) {
            String mix = AudioTree.stem(path);
            List<String> speakers = new ArrayList<>();
            List<String> words = new ArrayList<>();
            Path segments = path.resolveSibling("..").resolve("seglst").resolve(mix + ".seglst.json");
            for (JsonNode segment : new ObjectMapper().readTree(segments.toFile())) {
                speakers.add(segment.path("speaker").asText());
                words.add(segment.path("words").asText());
            }
            String split = AudioTree.folder(path, 3);
            String written = "elsewhere/%s/libri_speech_mix/flac/%s.wav".formatted(split, mix);
            table.append(String.join("\t", written, String.join("+", speakers), String.join(" ", words), "en", split))
                    .append("\n");
        }

        Reading reading = Table.of(
                        write("LibriSpeechMix.tsv", table.toString()), "CC BY 4.0", Optional.of(folder), "und")
                .get(0);

        assertThat(reading.skipped()).isEmpty();
        assertThat(reading.clips()).hasSize(40).allMatch(clip -> clip.speaker().contains("+"));
        assertThat(reading.clips().stream().filter(clip -> clip.part().equals(Optional.of(LabelledClip.Part.TEST))))
                .hasSize(8);
        assertThat(reading.clips().get(1).text())
                .contains("stuff it into you his belly counselled him what do you mean inquired louis");
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
