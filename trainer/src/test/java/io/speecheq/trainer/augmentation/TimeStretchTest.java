package io.speecheq.trainer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeStretchTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.93, 1.0, 1.07, 1.3, 2.0})
    void aToneAtAnotherTempoKeepsItsPitchAndItsEnds(double speed) {
        float[] stretched = TimeStretch.stretch(Probe.tone(200), speed);
        assertThat(stretched).hasSize((int) Math.round(48000 / speed));
        assertThat(Probe.hertz(stretched)).isCloseTo(200, within(0.4));
        double whole = Probe.energy(stretched, 0, stretched.length) / stretched.length;
        assertThat(Probe.energy(stretched, 0, 240) / 240).isCloseTo(whole, within(0.2 * whole));
        assertThat(Probe.energy(stretched, stretched.length - 240, stretched.length) / 240)
                .isCloseTo(whole, within(0.2 * whole));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100, 400, 479, 1000})
    void shortClipsAreStretchedToo(int samples) {
        for (double speed : new double[] {0.5, 0.8, 1.3, 2}) {
            float[] stretched = TimeStretch.stretch(Probe.noise(samples, new Random(samples)), speed);
            assertThat(stretched).hasSize((int) Math.round(samples / speed));
            for (float sample : stretched) {
                assertThat(sample).isBetween(-1f, 1f);
            }
        }
    }
}
