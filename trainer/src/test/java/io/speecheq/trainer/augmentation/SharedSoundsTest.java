package io.speecheq.trainer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Noises and impulse responses as their owners published them, where they lie beside the repository. */
class SharedSoundsTest {
    /** The two skipped have four channels, more than the FLAC decoder knows. */
    @ParameterizedTest
    @CsvSource({
        "audiomentations, 10, 0",
        "audiomentations/ir, 3, 0",
        "speech-commands, 2, 0",
        "speechbrain, 14, 2",
        "speechbrain/RIRs, 4, 0",
        "torch-audiomentations, 3, 0"
    })
    void everyRecordingIsReadOrItsReasonTold(String name, int recordings, int skipped) throws Exception {
        Path folder = Path.of(System.getProperty("speecheq.shared", "none"), "data/noise-rir", name);
        assumeTrue(Files.isDirectory(folder), "no recorded noises beside the repository");
        for (Sounds sounds : new Sounds[] {Sounds.noises(folder), Sounds.impulses(folder)}) {
            assertThat(sounds.count()).isEqualTo(recordings);
            assertThat(sounds.skipped()).hasSize(skipped);
        }
    }
}
