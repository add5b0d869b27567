package io.speecheq.trainer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConvolutionTest {
    private static float[] direct(float[] samples, float[] impulse) {
        float[] sum = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            double exact = 0;
            for (int k = 0; k < impulse.length && k <= i; k++) {
                exact += (double) samples[i - k] * impulse[k];
            }
            sum[i] = (float) exact;
        }
        return sum;
    }

    private static void assertClose(float[] actual, float[] expected, String of) {
        assertThat(actual).as(of).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("%s, sample %d", of, i).isCloseTo(expected[i], within(1e-5f));
        }
    }

    @Test
    void aUnitImpulseChangesNothing() {
        float[] samples = Probe.noise(5000, new Random(1));
        assertClose(Convolution.of(samples, new float[] {1}), samples, "one sample");
        assertClose(Convolution.of(samples, new float[] {1, 0, 0, 0, 0}), samples, "five samples");
    }

    @Test
    void itIsTheDirectSumForAnyLengths() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            float[] samples = Probe.noise(random.nextInt(3000), random);
            float[] impulse = Probe.noise(1 + random.nextInt(700), random);
            assertClose(Convolution.of(samples, impulse), direct(samples, impulse), "seed " + seed);
        }
    }

    @Test
    void theLongestImpulseFits() {
        float[] impulse = new float[32768];
        impulse[32767] = 0.5f;
        float[] delayed = Convolution.of(Probe.tone(100), impulse);
        assertThat(delayed[32766]).isCloseTo(0, within(1e-5f));
        assertThat(delayed[32767 + 40]).isCloseTo(0.5f * Probe.tone(100)[40], within(1e-5f));
    }

    @Test
    void anImpulseOfNoOrTooManySamplesIsRefused() {
        assertThatThrownBy(() -> Convolution.of(new float[9], new float[0])).hasMessageContaining("not 0");
        assertThatThrownBy(() -> Convolution.of(new float[9], new float[32769])).hasMessageContaining("not 32769");
    }
}
