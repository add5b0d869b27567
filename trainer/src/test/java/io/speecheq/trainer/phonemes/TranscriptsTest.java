package io.speecheq.trainer.phonemes;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.trainer.corpus.LabelledClip;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptsTest {
    private final LabelledClip known = clip("known", Optional.of("Go!"), "en-US");
    private final LabelledClip unknown = clip("unknown", Optional.of("Go, Billy Bob, go, Bob"), "en");
    private final LabelledClip silent = clip("silent", Optional.empty(), "en");
    private final LabelledClip german = clip("german", Optional.of("go"), "de");

    private Transcripts transcripts;

    @BeforeEach
    void transcribe(@TempDir Path folder) throws Exception {
        CmuDict dictionary = CmuDict.read(Dictionaries.write(folder, "go G OW1"));
        transcripts = Transcripts.of(List.of(known, unknown, silent, german), dictionary);
    }

    @Test
    void aClipWhoseEveryWordIsKnownTakesPart() {
        List<String> symbols = transcripts.of(known).orElseThrow().stream()
                .map(transcripts.inventory().symbols()::get)
                .toList();

        assertThat(symbols).containsExactly("G", "OW1");
    }

    @Test
    void aClipWithAnUnknownWordTakesNoPart() {
        assertThat(transcripts.of(unknown)).isEmpty();
    }

    @Test
    void aClipWithoutTextTakesNoPart() {
        assertThat(transcripts.of(silent)).isEmpty();
    }

    @Test
    void aClipInALanguageThatTheInventoryDoesNotCoverTakesNoPart() {
        assertThat(transcripts.of(german)).isEmpty();
    }

    @Test
    void theSummaryNamesTheWordsThatAreMissingMostOften() {
        assertThat(transcripts.summary())
                .isEqualTo(
                        "en-cmudict: 1 clips with phonemes; left out: 1 in another language or of none told, 1 without text,"
                                + " 1 with unknown words, most often bob (2), billy (1)");
    }

    private static LabelledClip clip(String name, Optional<String> text, String language) {
        return new LabelledClip(
                Path.of(name + ".wav"),
                "Toy",
                "Toy/1",
                Optional.empty(),
                Optional.empty(),
                LabelledClip.UNLABELLED,
                text,
                language);
    }
}
