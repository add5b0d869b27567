package io.speecheq.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.trainer.corpus.LabelledClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Path file = folder.resolve("predictions.csv");
        List<String> names = List.of("plain.wav", "a, b.wav", "say \"no\".wav", "zażółć/喜び.wav", " spaced .wav");
        Predictions written = new Predictions(names.stream()
                .map(name -> Answers.scored(
                        folder.resolve(name).toString(),
                        "made, up/Zoë \"Z\"",
                        Optional.of(EmotionCategory.FEAR),
                        EmotionCategory.TRUST,
                        2.5f))
                .toList());

        written.write(file, ClipNames.of(folder, Map.of()));
        Predictions read = Predictions.read(file);

        assertThat(read.clips()).map(clip -> clip.clip().path().toString()).containsExactlyElementsOf(names);
        assertThat(read.clips())
                .map(ScoredClip::opinion)
                .isEqualTo(written.clips().stream().map(ScoredClip::opinion).toList());
        assertThat(read.clips()).map(clip -> clip.clip().speaker()).containsOnly("made, up/Zoë \"Z\"");
        assertThat(read.measurements().forCard())
                .isEqualTo(written.measurements().forCard());
    }

    @Test
    void whatIsUnlabelledIsEmpty() throws IOException {
        Path file = folder.resolve("predictions.csv");
        new Predictions(List.of(Answers.scored(
                        "x.wav", "made/1", Optional.empty(), EmotionCategory.JOY, LabelledClip.UNLABELLED)))
                .write(file, ClipNames.of(Path.of(""), Map.of()));

        assertThat(Files.readAllLines(file).get(0))
                .isEqualTo("path,corpus,speaker,condition,emotion,predicted,intensity,predicted_intensity,"
                        + "score_neutral,score_trust,score_joy,score_anticipation,score_anger,score_disgust,"
                        + "score_sadness,score_surprise,score_fear");
        assertThat(Files.readAllLines(file).get(1)).startsWith("x.wav,made,made/1,clean,,JOY,,0.0,0.0375,");
        ScoredClip read = Predictions.read(file).clips().get(0);
        assertThat(read.clip().emotion()).isEmpty();
        assertThat(read.clip().hasIntensity()).isFalse();
        assertThat(Predictions.read(file).measurements().boards()).isEmpty();
    }

    @Test
    void foldsArePooled() {
        Predictions first = new Predictions(Answers.ofSpeakers(new Random(1), List.of("made/1")));
        Predictions second = new Predictions(Answers.ofSpeakers(new Random(2), List.of("made/2")));

        Scoreboard pooled = first.and(second)
                .measurements()
                .boards()
                .values()
                .iterator()
                .next()
                .values()
                .iterator()
                .next();

        assertThat(pooled.speakers()).isEqualTo(2);
        assertThat(pooled.predictions()).hasSize(80);
    }

    @Test
    void aClipIsNamedAsItsTableNamesItAndElseFromTheWorkingFolder() {
        Path listed = folder.resolve("audio/a.wav");
        ClipNames names = ClipNames.of(folder, Map.of(folder.resolve("tables/../audio/a.wav"), "../audio/a.wav"));

        assertThat(names.of(listed)).isEqualTo("../audio/a.wav");
        assertThat(names.of(folder.resolve("audio/b.wav"))).isEqualTo("audio/b.wav");
        assertThat(names.of(Path.of("/elsewhere/a.wav"))).isEqualTo("/elsewhere/a.wav");
    }

    @Test
    void aWrongFileIsToldInOneLine() throws IOException {
        Path file = folder.resolve("other.csv");
        Files.writeString(file, "path,emotion\na.wav,JOY\n");

        assertThatThrownBy(() -> Predictions.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other.csv, line 2")
                .hasMessageContaining("speaker")
                .hasMessageContaining("evaluate --predictions");
    }
}
