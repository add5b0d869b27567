package io.speecheq.trainer.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The corpora as their owners published them, where they lie beside the repository. */
class SharedCorporaTest {
    @ParameterizedTest
    @CsvSource({"RAVDESS, 1199, 20, 1", "EmoDB, 289, 8, 0", "nEMO, 1077, 2, 0"})
    void everyClipIsReadOrItsReasonTold(String name, int clips, long speakers, int skipped) throws Exception {
        Path root = Path.of(System.getProperty("speecheq.shared", "none"), "data", name);
        assumeTrue(Files.isDirectory(root), "no recorded corpora beside the repository");

        Reading reading = corpus(name).read(root);

        assertThat(reading.clips()).hasSize(clips);
        assertThat(reading.speakers()).isEqualTo(speakers);
        assertThat(reading.skipped()).hasSize(skipped);
    }

    private static Corpus corpus(String name) {
        return switch (name) {
            case "RAVDESS" -> new Ravdess(true);
            case "EmoDB" -> new EmoDb();
            case "nEMO" -> new Nemo();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
