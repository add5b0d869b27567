package io.speecheq.trainer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SoundAugmentationTest {
    private static float[] tone(double hertz) {
        float[] samples = new float[48000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * hertz * i / 16000));
        }
        return samples;
    }

    /** By rising zero crossings, the edges left out. */
    private static double hertz(float[] samples) {
        int crossings = 0;
        for (int i = 1600; i < samples.length - 1600; i++) {
            crossings += samples[i - 1] < 0 && samples[i] >= 0 ? 1 : 0;
        }
        return crossings * 16000.0 / (samples.length - 3200);
    }

    @Test
    void pitchMovesAndDurationStays() {
        float[] higher = SoundAugmentation.pitched(tone(200), 3);
        assertThat(higher).hasSize(48000);
        assertThat(hertz(higher)).isCloseTo(200 * Math.pow(2, 0.25), within(2.4));
    }

    @Test
    void aFasterToneIsShorterAtItsOwnPitch() {
        float[] faster = TimeStretch.stretch(tone(200), 1.3);
        assertThat(faster).hasSize(36923);
        assertThat(hertz(faster)).isCloseTo(200, within(2.0));
    }

    @Test
    void anySeedGivesTheSameFiniteSamplesTwice() {
        SoundAugmentation augmentation =
                new SoundAugmentation(new AugmentationOptions(0.5, 3, 0.5, 0.8, 1.3, 0.5, 10, 25, 0, 0.5));
        for (int seed = 0; seed < 10; seed++) {
            float[] once = augmentation.apply(tone(200), new Random(seed));
            assertThat(augmentation.apply(tone(200), new Random(seed)))
                    .as("seed %d", seed)
                    .isEqualTo(once);
            for (float sample : once) {
                assertThat(sample >= -1 && sample < 1).as("seed %d", seed).isTrue();
            }
        }
    }
}
