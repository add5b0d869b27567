package io.speecheq.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.acoustics.features.FrameMatrix;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistortionTest {
    private static final int BANDS = 80;

    @Test
    void withNothingAskedAClipIsCopied() {
        FrameMatrix clip = clip(40, 1);
        float[] target = new float[40 * BANDS + 3];

        Distortion.Written written =
                new Distortion(new Masking(0, 0, 0, 0), 1, new Random(1)).write(clip, 100, target, 3);

        assertThat(written).isEqualTo(new Distortion.Written(40, true));
        assertThat(Arrays.copyOfRange(target, 3, target.length)).containsExactly(clip.toArray());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyFrameWrittenLiesBetweenFramesOfTheClip(long seed) {
        FrameMatrix clip = clip(40, seed);
        float[] source = clip.toArray();
        float lowest = min(source);
        float highest = -min(negated(source));
        float[] target = new float[25 * BANDS];

        Distortion.Written written =
                new Distortion(new Masking(0.3, 0.1, 10, 8), 2, new Random(seed)).write(clip, 25, target, 0);

        assertThat(written).as("seed %d", seed).isEqualTo(new Distortion.Written(25, false));
        for (float value : target) {
            assertThat(value).as("seed %d", seed).isBetween(lowest - 1e-4f, highest + 1e-4f);
        }
    }

    @Test
    void aClipOfOneFrameSurvives() {
        float[] target = new float[BANDS];

        Distortion.Written written =
                new Distortion(new Masking(0.3, 0.1, 10, 8), 2, new Random(1)).write(clip(1, 1), 25, target, 0);

        assertThat(written).isEqualTo(new Distortion.Written(1, true));
    }

    @Test
    void ofManyCutsTheLoudestIsHeard() {
        int frames = 100;
        float[] values = new float[frames * BANDS];
        Arrays.fill(values, -20);
        Arrays.fill(values, 40 * BANDS, 60 * BANDS, 1);
        float[] target = new float[20 * BANDS];

        new Distortion(new Masking(0, 0, 0, 0), 2000, new Random(1))
                .write(FrameMatrix.copyOf(values, frames, BANDS), 20, target, 0);

        assertThat(target).containsOnly(1);
    }

    private static float min(float[] values) {
        float least = Float.MAX_VALUE;
        for (float value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static float[] negated(float[] values) {
        float[] negated = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            negated[i] = -values[i];
        }
        return negated;
    }

    private static FrameMatrix clip(int frames, long seed) {
        Random random = new Random(seed);
        float[] values = new float[frames * BANDS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return FrameMatrix.copyOf(values, frames, BANDS);
    }
}
