package io.speecheq.trainer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.acoustics.pcm.PcmEncoding;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TelephoneTest {
    private static double gain(Telephone telephone, double hertz) {
        float[] sent = Probe.tone(hertz);
        float[] received = telephone.carry(sent);
        assertThat(received).hasSameSizeAs(sent);
        return Probe.decibels(received, sent);
    }

    @ParameterizedTest
    @EnumSource(names = {"PCMU", "PCMA"})
    void whatLiesOutsideTheBandIsGone(PcmEncoding law) {
        Telephone telephone = new Telephone(300, 3400, law);
        for (double hertz : new double[] {60, 120, 3700, 5000, 7000}) {
            assertThat(gain(telephone, hertz)).as("%s Hz", hertz).isLessThan(-20);
        }
        for (double hertz : new double[] {500, 1000, 2000, 3100}) {
            assertThat(gain(telephone, hertz)).as("%s Hz", hertz).isCloseTo(0, within(1.0));
        }
    }

    @Test
    void anyDrawnTelephoneKeepsOneKilohertzAndNotTheMains() {
        for (int seed = 0; seed < 20; seed++) {
            Telephone telephone = Telephone.draw(new Random(seed));
            assertThat(telephone.lowHz()).as("seed %d", seed).isBetween(200.0, 400.0);
            assertThat(telephone.highHz()).as("seed %d", seed).isBetween(3000.0, 3600.0);
            assertThat(gain(telephone, 1000)).as("seed %d", seed).isCloseTo(0, within(1.0));
            assertThat(gain(telephone, 50)).as("seed %d", seed).isLessThan(-20);
        }
    }

    @Test
    void aBandOutsideTheLineIsRefused() {
        assertThatThrownBy(() -> new Telephone(300, 4001, PcmEncoding.PCMU)).hasMessageContaining("4001");
        assertThatThrownBy(() -> new Telephone(3400, 300, PcmEncoding.PCMU)).hasMessageContaining("3400");
    }
}
