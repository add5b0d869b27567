package io.speecheq.trainer.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedCorporaTest {
    @TempDir
    Path root;

    @Test
    void cremaDIsReadFromItsNamesAndItsTableOfActors() throws Exception {
        write("VideoDemographics.csv", "ActorID,Age,Sex,Race,Ethnicity\r\n1001,51,Male,Caucasian,Not Hispanic\r\n");
        write("AudioWAV/1001_DFA_ANG_HI.wav", "");
        write("AudioWAV/1001_IEO_NEU_XX.wav", "");
        write("AudioWAV/1076_MTI_SAD_XX.wav", "");

        Reading reading = new CremaD().read(root);

        assertThat(lines(reading))
                .containsExactly(
                        "CREMA-D/1001 MALE ANGER 3.5 Don't forget a jacket en -",
                        "CREMA-D/1001 MALE NEUTRAL 0.0 It's eleven o'clock en -");
        assertThat(reading.skipped()).extracting(Skipped::reason).containsExactly("silent");
    }

    @Test
    void recordingsThatCremaDPublishesUnderTwoEmotionsAreSkipped() throws Exception {
        write("AudioWAV/1006_TIE_HAP_XX.wav", "");
        write("AudioWAV/1006_TIE_NEU_XX.wav", "");
        write("AudioWAV/1006_TIE_SAD_XX.wav", "");

        Reading reading = new CremaD().read(root);

        assertThat(lines(reading)).containsExactly("CREMA-D/1006 - SADNESS -1.0 That is exactly what happened en -");
        assertThat(reading.skipped())
                .extracting(Skipped::reason)
                .containsExactly("the same audio as another clip", "the same audio as another clip");
    }

    @Test
    void englishTextsOfEsdMayBeInAnEncodingOfTheirOwnAndLackATab() throws Exception {
        Path texts = root.resolve("0016/0016.txt");
        Files.createDirectories(texts.getParent());
        Files.write(
                texts,
                "0016_000001\tI don\u2019t know.\tHappy\n0016_000002\tI am sad. Neutral\n".getBytes("windows-1252"));
        write("0016/Happy/0016_000001.wav", "");
        write("0016/Neutral/0016_000002.wav", "");

        assertThat(new Esd().read(root).clips())
                .extracting(clip -> clip.text().orElseThrow())
                .containsExactly("I don\u2019t know.", "I am sad.");
    }

    @Test
    void esdIsReadWithAndWithoutTheFoldersOfItsParts() throws Exception {
        write("0001/0001.txt", "0001_000351\t打远一看\t生气\n");
        write("0001/Angry/train/0001_000351.wav", "");
        write("0015/0015.txt", "0015_000001\tThe nine the eggs, I keep.\tNeutral\n");
        write("0015/Neutral/0015_000001.wav", "");

        assertThat(lines(new Esd().read(root)))
                .containsExactly(
                        "ESD/0001 FEMALE ANGER -1.0 打远一看 zh TRAINING",
                        "ESD/0015 FEMALE NEUTRAL 0.0 The nine the eggs, I keep. en -");
    }

    @Test
    void casiaAndTessAreReadFromTheirFoldersAndNames() throws Exception {
        write("c/wangzhe/surprise/201.wav", "");
        write("c/other/surprise/201.wav", "");
        write("t/YAF_pleasant_surprised/YAF_back_ps.wav", "");
        write("t/OAF_neutral/OA_bite_neutral.wav", "");

        Reading casia = new Casia().read(root.resolve("c"));

        assertThat(lines(casia)).containsExactly("CASIA/wangzhe - SURPRISE -1.0 - zh -");
        assertThat(casia.skipped()).hasSize(1);
        write("d/1/ZhaoZuoxiang/angry/201.wav", "");
        write("d/2/Zuoxiang.Zhao/normal/1.wav", "");
        assertThat(lines(new Casia().read(root.resolve("d"))))
                .as("folders as both parts of the corpus spell them, of one speaker")
                .containsExactly("CASIA/zhaozuoxiang - ANGER -1.0 - zh -", "CASIA/zhaozuoxiang - NEUTRAL 0.0 - zh -");
        write("d/1/ZhaoZuoxiang/angry/201.flac", "");
        write("d/2/Zuoxiang.Zhao/angry/201.wav", "");
        assertThat(new Casia().read(root.resolve("d")).summary())
                .as("both parts have a 201; one of them in two formats")
                .isEqualTo("CASIA: 3 clips of 1 speakers, 1 skipped (1 the same name as another clip)");
        assertThat(lines(new Tess().read(root.resolve("t"))))
                .containsExactly(
                        "TESS/OAF FEMALE NEUTRAL 0.0 Say the word bite en -",
                        "TESS/YAF FEMALE SURPRISE -1.0 Say the word back en -");
    }

    @Test
    void iemocapIsReadWithItsLabelsAndTexts() throws Exception {
        write("Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_F000.wav", "");
        write("Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_M001.wav", "");
        write("Session1/dialog/EmoEvaluation/Ses01F_impro01.txt", """
                % header

                [6.29 - 8.23]\tSes01F_impro01_F000\texc\t[2.5000, 2.5000, 3.0000]
                [9.0 - 9.5]\tSes01F_impro01_M001\tfru\t[2.5000, 2.5000, 3.0000]
                """);
        write("Session1/dialog/transcriptions/Ses01F_impro01.txt", "Ses01F_impro01_F000 [006.29-008.23]: Excuse me.\n");

        Reading reading = new Iemocap().read(root);

        assertThat(lines(reading)).containsExactly("IEMOCAP/Ses01F FEMALE JOY 2.5 Excuse me. en -");
        assertThat(reading.skipped()).extracting(Skipped::reason).containsExactly("labelled fru");
    }

    @Test
    void speechWithTextIsReadFromLibriSpeechAishellAndKaldi() throws Exception {
        write("l/SPEAKERS.TXT", "; comment\n19 | F | train-clean-100 | 25.03 | Someone\n");
        write("l/train-clean-100/19/198/19-198.trans.txt", "19-198-0000 NORTHANGER ABBEY\n");
        write("l/train-clean-100/19/198/19-198-0000.flac", "");
        write("a/transcript/aishell_transcript_v0.8.txt", "BAC009S0002W0122 而 对 楼市\n");
        write("a/wav/dev/S0002/BAC009S0002W0122.wav", "");
        write("k/test/wav.scp", "u1 x/one.wav\nu2 sox two.wav -t wav - |\nu3 three.wav\n");
        write("k/test/text", "u1 yes\nu2 no\nu3 go\n");
        write("k/test/utt2spk", "u1 s1\nu2 s1\nu3 s2\n");
        write("k/test/x/one.flac", "");

        assertThat(lines(new LibriSpeech().read(root.resolve("l"))))
                .containsExactly("LibriSpeech/19 FEMALE - -1.0 NORTHANGER ABBEY en TRAINING");
        assertThat(lines(new Aishell().read(root.resolve("a"))))
                .containsExactly("AISHELL-1/S0002 - - -1.0 而对楼市 zh DEVELOPMENT");
        Reading kaldi = new Kaldi(Table.LICENCE, Optional.empty(), "en").read(root.resolve("k/test"));
        assertThat(lines(kaldi)).containsExactly("Kaldi/s1 - - -1.0 yes en TEST");
        assertThat(kaldi.skipped()).extracting(Skipped::reason).containsExactly("made by a command", "no audio");
    }

    @Test
    void aKaldiSegmentIsTakenWhenItIsItsWholeRecording() throws Exception {
        for (String recording : List.of("r1", "r2", "r3")) {
            write(recording + ".wav", "");
        }
        write("wav.scp", "r1 r1.wav\nr2 r2.wav\nr3 r3.wav\n");
        write("segments", "u1 r1 0 -1\nu2 r2 0.00 1.98\nu3 r3 0 1.5\nu4 r3 1.5 3\nu5 r4 0 -1\n");
        write("reco2dur", "r2 2.0\nr3 3.0\n");
        write("text", "u1 one\nu2 two\nu3 three\nu4 four\nu5 five\n");
        write("utt2spk", "u1 s1\nu2 s1\nu3 s2\nu4 s2\nu5 s2\n");
        write("spk2gender", "s1 f\n");

        Reading reading = new Kaldi(Table.LICENCE, Optional.empty(), "en").read(root);

        assertThat(lines(reading))
                .containsExactly("Kaldi/s1 FEMALE - -1.0 one en -", "Kaldi/s1 FEMALE - -1.0 two en -");
        assertThat(reading.skipped())
                .extracting(skipped -> skipped.path().getFileName() + " " + skipped.reason())
                .containsExactly("u3 a piece of a file", "u4 a piece of a file", "u5 no audio");
    }

    @Test
    void aKaldiSegmentWithoutSecondsIsRefused() throws Exception {
        write("r1.wav", "");
        write("wav.scp", "r1 r1.wav\n");
        write("segments", "u1 r1 0\n");
        write("text", "u1 one\n");
        write("utt2spk", "u1 s1\n");

        assertThatThrownBy(() -> new Kaldi(Table.LICENCE, Optional.empty(), "en").read(root))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("the segment of u1");
    }

    @Test
    void theDocumentedMappingIsTheOneInTheCode() throws Exception {
        String documented = Files.readString(Path.of(System.getProperty("speecheq.home"), "docs", "corpora.md"));
        List<Corpus> corpora = List.of(
                new Ravdess(true),
                new CremaD(),
                new Esd(),
                new Casia(),
                new Iemocap(),
                new EmoDb(),
                new Nemo(),
                new Tess(),
                new Table("a table", Table.LICENCE, Optional.empty(), "und"),
                new LibriSpeech(),
                new Aishell());

        String table = corpora.stream().map(PublishedCorporaTest::mapping).collect(Collectors.joining("\n"));

        assertThat(documented).contains("|---|---|---|\n" + table + "\n\n");
    }

    private static String mapping(Corpus corpus) {
        String words = new TreeMap<>(corpus.emotions())
                .entrySet().stream()
                        .map(entry ->
                                entry.getKey() + " " + entry.getValue().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return "| %s | %s | %s |".formatted(corpus.name(), corpus.licence(), words.isEmpty() ? "none" : words);
    }

    private static List<String> lines(Reading reading) {
        return reading.clips().stream()
                .map(clip -> "%s %s %s %s %s %s %s"
                        .formatted(
                                clip.speaker(),
                                clip.gender().map(Gender::name).orElse("-"),
                                clip.emotion().map(EmotionCategory::name).orElse("-"),
                                clip.intensity(),
                                clip.text().orElse("-"),
                                clip.language(),
                                clip.part().map(LabelledClip.Part::name).orElse("-")))
                .toList();
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
