package io.speecheq.trainer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ReverberationTest {
    @Test
    void lengthAndLevelStay() {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            float[] dry = Probe.noise(20000, random);
            float[] wet = Reverberation.reverberated(dry, Reverberation.drawImpulse(random));
            assertThat(wet).as("seed %d", seed).hasSameSizeAs(dry).isNotEqualTo(dry);
            assertThat(Probe.decibels(wet, dry)).as("seed %d", seed).isCloseTo(0, within(0.01));
        }
    }

    @Test
    void aDrawnImpulseFallsBySixtyDecibelsInItsLength() {
        for (int seed = 0; seed < 30; seed++) {
            float[] impulse = Reverberation.drawImpulse(new Random(seed));
            assertThat(impulse.length).as("seed %d", seed).isBetween(1600, 11200);
            assertThat(impulse[0]).isEqualTo(1);
            int tenth = impulse.length / 10;
            double early = Probe.energy(impulse, 40, 40 + tenth);
            double late = Probe.energy(impulse, impulse.length - tenth, impulse.length);
            // From tenth to tenth 6 dB; the last lies nearly nine tenths behind the first.
            double expected = 60 * (impulse.length - tenth - 40.0) / impulse.length;
            assertThat(10 * Math.log10(early / late)).as("seed %d", seed).isCloseTo(expected, within(3.0));
            double direct = -10 * Math.log10(Probe.energy(impulse, 40, impulse.length));
            assertThat(direct).as("seed %d", seed).isBetween(-0.01, 12.01);
        }
    }

    @Test
    void silenceStaysSilent() {
        float[] impulse = Reverberation.drawImpulse(new Random(1));
        assertThat(Reverberation.reverberated(new float[1000], impulse)).containsOnly(0);
    }
}
