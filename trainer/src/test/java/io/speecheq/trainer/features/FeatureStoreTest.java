package io.speecheq.trainer.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.EmoDb;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.progress.Progress;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureStoreTest {
    @TempDir
    Path root;

    @Test
    void aClipOfAnyRateHasTheFramesOfItsLength() throws Exception {
        Tones.write(root.resolve("wav/03a01Wa.wav"), 16000, 1, 1, 500);
        Tones.write(root.resolve("wav/03a01Na.wav"), 44100, 2, 1, 500);

        FeatureStore store = load();

        assertThat(store.clips()).extracting(AnalysedClip::frames).containsExactly(98, 98);
    }

    @Test
    void theTelephoneKeepsLowTonesAndLosesHighOnes() throws Exception {
        Tones.write(root.resolve("wav/03a01Wa.wav"), 16000, 1, 1, 1000);
        Tones.write(root.resolve("wav/03a02Wa.wav"), 16000, 1, 1, 6000);

        List<AnalysedClip> clips = load().clips();

        AnalysedClip low = clips.get(0);
        assertThat(loudest(low.in(Condition.TELEPHONE))).isCloseTo(loudest(low.in(Condition.CLEAN)), within(0.1f));
        AnalysedClip high = clips.get(1);
        assertThat(loudest(high.in(Condition.TELEPHONE))).isLessThan(loudest(high.in(Condition.CLEAN)) - 4);
    }

    @Test
    void clipsThatCannotBeReadStopTheRunAndAreNamed() throws Exception {
        Tones.write(root.resolve("wav/03a01Wa.wav"), 16000, 1, 1, 1000);
        Files.writeString(root.resolve("wav/03a02Wa.wav"), "not audio");

        assertThatThrownBy(this::load)
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("1 of 2 clips cannot be read")
                .hasMessageContaining("03a02Wa.wav");
    }

    @Test
    void oneUnreadableClipInTwoHundredIsLeftOut() throws Exception {
        for (int i = 0; i < 200; i++) {
            Tones.write(root.resolve("wav/%02da%02dWa.wav".formatted(i / 100, i % 100)), 16000, 1, 0.05, 1000);
        }
        Tones.write(root.resolve("wav/03a02Wa.wav"), 16000, 1, 0.02, 1000);

        FeatureStore store = load();

        assertThat(store.clips()).hasSize(200);
        assertThat(store.unreadable())
                .singleElement()
                .satisfies(clip -> assertThat(clip.reason()).isEqualTo("shorter than one frame of 25 ms"));
    }

    @Test
    void featuresThatMemoryHasNoRoomForAreComputedAgain() throws Exception {
        Tones.write(root.resolve("wav/03a01Wa.wav"), 16000, 1, 1, 500);
        Tones.write(root.resolve("wav/03a02Wa.wav"), 16000, 1, 1, 700);
        UnifiedDataset dataset = UnifiedDataset.of(List.of(new EmoDb().read(root)));
        long roomForOne = 2L * 98 * 80 * Float.BYTES;

        List<AnalysedClip> some = FeatureStore.load(dataset, FeatureSpec.standard(), roomForOne, Progress.silent())
                .clips();

        List<AnalysedClip> all = load().clips();
        Files.delete(root.resolve("wav/03a01Wa.wav"));
        for (Condition condition : Condition.values()) {
            assertThat(some.get(0).in(condition))
                    .as("kept")
                    .isEqualTo(all.get(0).in(condition));
            assertThat(some.get(1).in(condition))
                    .as("read again")
                    .isEqualTo(all.get(1).in(condition));
        }
        Files.delete(root.resolve("wav/03a02Wa.wav"));
        assertThatThrownBy(() -> some.get(1).in(Condition.CLEAN))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("03a02Wa.wav cannot be read any more");
    }

    private FeatureStore load() throws Exception {
        UnifiedDataset dataset = UnifiedDataset.of(List.of(new EmoDb().read(root)));
        return FeatureStore.load(dataset, FeatureSpec.standard(), Progress.silent());
    }

    private static float loudest(FrameMatrix matrix) {
        float loudest = -Float.MAX_VALUE;
        for (int band = 0; band < matrix.bands(); band++) {
            loudest = Math.max(loudest, matrix.at(matrix.frames() / 2, band));
        }
        return loudest;
    }
}
