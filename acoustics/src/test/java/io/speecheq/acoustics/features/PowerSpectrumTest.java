package io.speecheq.acoustics.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerSpectrumTest {

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64, 256, 512, 1024})
    void theSpectrumIsThatOfTheDefinition(int points) {
        Random random = new Random(points);
        double[] samples = random.doubles(points, -1, 1).toArray();
        PowerSpectrum spectrum = new PowerSpectrum(points);
        double[] power = new double[spectrum.bins()];

        spectrum.compute(samples.clone(), new double[spectrum.scratchLength()], power);

        assertThat(power).hasSize(points / 2 + 1);
        for (int k = 0; k < power.length; k++) {
            assertThat(power[k]).as("bin %d", k).isCloseTo(byDefinition(samples, k), within(1e-10 * points));
        }
    }

    private static double byDefinition(double[] samples, int k) {
        double re = 0;
        double im = 0;
        for (int n = 0; n < samples.length; n++) {
            double angle = 2 * Math.PI * k * n / samples.length;
            re += samples[n] * Math.cos(angle);
            im -= samples[n] * Math.sin(angle);
        }
        return re * re + im * im;
    }
}
