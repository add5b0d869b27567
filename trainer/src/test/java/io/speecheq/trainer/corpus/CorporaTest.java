package io.speecheq.trainer.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorporaTest {
    @TempDir
    Path root;

    @Test
    void ravdessIsReadFromItsNames() throws Exception {
        touch("Actor_07/03-01-05-02-01-01-07.wav");
        touch("Actor_08/03-01-02-02-02-01-08.flac");

        Reading reading = new Ravdess(true).read(root);

        LabelledClip angry = reading.clips().get(0);
        assertThat(angry.speaker()).isEqualTo("RAVDESS/07");
        assertThat(angry.gender()).contains(Gender.MALE);
        assertThat(angry.emotion()).contains(EmotionCategory.ANGER);
        assertThat(angry.intensity()).isEqualTo(3);
        assertThat(angry.text()).contains("Kids are talking by the door");
        LabelledClip calm = reading.clips().get(1);
        assertThat(calm.gender()).contains(Gender.FEMALE);
        assertThat(calm.emotion()).contains(EmotionCategory.NEUTRAL);
        assertThat(calm.intensity()).isZero();
    }

    @Test
    void aFolderIsReadThroughLinks() throws Exception {
        touch("disk/Actor_07/03-01-05-02-01-01-07.wav");
        Path link = Files.createSymbolicLink(root.resolve("RAVDESS"), root.resolve("disk"));

        assertThat(new Ravdess(true).read(link).clips()).hasSize(1);
    }

    @Test
    void aRecordingInTwoCorporaIsRefused() throws Exception {
        touch("Actor_07/03-01-05-02-01-01-07.wav");
        Files.writeString(
                root.resolve("own.csv"), "path,speaker,emotion\nActor_07/03-01-05-02-01-01-07.wav,anna,anger\n");
        Reading ravdess = new Ravdess(true).read(root);
        Reading own = Table.of(root.resolve("own.csv"), Table.LICENCE, Optional.empty(), "en")
                .get(0);

        assertThatThrownBy(() -> UnifiedDataset.of(List.of(ravdess, own)))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("03-01-05-02-01-01-07.wav is in two corpora, RAVDESS and own");
    }

    @Test
    void whatRavdessSkipsIsCountedWithItsReason() throws Exception {
        touch("Actor_07/03-01-03-01-02-01-07.wav");
        touch("Actor_07/03-01-03-01-02-02-07.wav");
        touch("Actor_07/03-02-05-02-01-01-07.wav");
        touch("Actor_07/03-01-02-01-01-01-07.wav");
        touch("Actor_07/rehearsal.wav");
        touch("Actor_07/notes.txt");

        Reading reading = new Ravdess(false).read(root);

        assertThat(reading.clips()).hasSize(1);
        assertThat(reading.summary())
                .isEqualTo("RAVDESS: 1 clips of 1 speakers, 4 skipped (1 calm, 1 not named as RAVDESS names its files, "
                        + "1 not speech recorded as audio alone, 1 the same audio as another clip)");
    }

    @Test
    void aRecordingThatLiesThereTwiceCountsOnce() throws Exception {
        touch("Actor_07/03-01-05-02-01-01-07.wav");
        touch("Actor_07/03-01-05-02-01-01-07.flac");
        touch("audio_speech_actors_01-24/Actor_07/03-01-05-02-01-01-07.wav");
        touch("Actor_08/03-01-05-02-01-01-08.wav");

        Reading reading = new Ravdess(true).read(root);

        assertThat(reading.summary())
                .isEqualTo("RAVDESS: 2 clips of 2 speakers, 2 skipped (2 the same name as another clip)");
    }

    @Test
    void emoDbIsReadFromItsNamesWhateverLiesBesideTheAudio() throws Exception {
        touch("wav/03a01Wa.wav");
        touch("wav/16b10Lb.wav");
        touch("wav/08a02Na.wav");
        touch("lablaut/03a01Wa.lablaut");

        Reading reading = new EmoDb().read(root);

        assertThat(reading.clips())
                .extracting(clip -> clip.speaker() + " " + clip.gender().orElseThrow() + " "
                        + clip.emotion().orElseThrow() + " " + clip.intensity())
                .containsExactly(
                        "EmoDB/03 MALE ANGER -1.0", "EmoDB/08 FEMALE NEUTRAL 0.0", "EmoDB/16 FEMALE DISGUST -1.0");
    }

    @Test
    void nemoIsReadFromItsTable() throws Exception {
        touch("samples/SM0_surprised_3.wav");
        touch("samples/SM0_anger_9.wav");
        table(
                "SM0_surprised_3.wav\tsurprised\tNo nie!\tno nie\tSM0\tmale\t30",
                "EB0_fear_1.wav\tfear\tA\ta\tEB0\tfemale\t27");

        Reading reading = new Nemo().read(root);

        LabelledClip clip = reading.clips().get(0);
        assertThat(reading.clips()).hasSize(1);
        assertThat(clip.speaker()).isEqualTo("nEMO/SM0");
        assertThat(clip.emotion()).contains(EmotionCategory.SURPRISE);
        assertThat(clip.text()).contains("No nie!");
        assertThat(reading.skipped()).extracting(Skipped::reason).containsExactly("not in data.tsv", "no audio");
    }

    @Test
    void aTableWithOtherColumnsIsRefusedWithItsLine() throws Exception {
        touch("samples/SM0_anger_9.wav");
        table("SM0_anger_9.wav\tanger");

        assertThatThrownBy(() -> new Nemo().read(root))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("line 2 of")
                .hasMessageContaining("data.tsv");
    }

    @Test
    void aFolderThatIsMissingOrEmptyIsRefused() {
        assertThatThrownBy(() -> new EmoDb().read(root.resolve("none")))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("is not a folder");
        assertThatThrownBy(() -> new EmoDb().read(root))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("no .wav or .flac file");
    }

    @Test
    void noSpeakerIsOnTwoSidesOfASplit() throws Exception {
        touch("wav/03a01Wa.wav");
        touch("wav/08a02Na.wav");
        touch("wav/09a02Na.wav");
        UnifiedDataset dataset = UnifiedDataset.of(List.of(new EmoDb().read(root)));

        UnifiedDataset.Parts parts = dataset.split(SpeakerSplit.of(List.of("EmoDB/08"), List.of("EmoDB/09")));

        assertThat(parts.training().speakers()).containsExactly("EmoDB/03");
        assertThat(parts.development().speakers()).containsExactly("EmoDB/08");
        assertThat(parts.test().speakers()).containsExactly("EmoDB/09");
        assertThatThrownBy(() -> SpeakerSplit.of(List.of("EmoDB/08"), List.of("EmoDB/08")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EmoDB/08");
        assertThatThrownBy(() -> dataset.split(SpeakerSplit.of(List.of(), List.of("EmoDB/99"))))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("EmoDB/99");
        assertThatThrownBy(() -> new UnifiedDataset.Parts(parts.training(), parts.development(), parts.training()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EmoDB/03");
    }

    @Test
    void aCorpusWithoutAClipIsRefused() throws Exception {
        touch("wav/hello.wav");
        Reading reading = new EmoDb().read(root);

        assertThatThrownBy(() -> UnifiedDataset.of(List.of(reading)))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("EmoDB: 0 clips");
    }

    private void touch(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    private void table(String... rows) throws IOException {
        Files.writeString(
                root.resolve("data.tsv"),
                "file_id\temotion\traw_text\tnormalized_text\tspeaker_id\tgender\tage\n" + String.join("\n", rows)
                        + "\n");
    }
}
