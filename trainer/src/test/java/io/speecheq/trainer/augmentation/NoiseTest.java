package io.speecheq.trainer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.trainer.features.Tones;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoiseTest {
    @TempDir
    private Path folder;

    private static void assertAtAnyRatio(Sounds recordings) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            double snrDecibels = -5 + 2 * seed;
            float[] speech = Probe.tone(150);
            float[] noisy = speech.clone();
            Noise.add(noisy, Noise.draw(noisy.length, recordings, random), snrDecibels);
            double measured = Probe.decibels(speech, Probe.difference(noisy, speech));
            assertThat(measured).as("seed %d", seed).isCloseTo(snrDecibels, within(0.1));
        }
    }

    @Test
    void generatedNoiseIsAsStrongAsAsked() {
        assertAtAnyRatio(Sounds.none());
    }

    @Test
    void recordedNoiseIsAsStrongAsAsked() throws Exception {
        Tones.write(folder.resolve("long.wav"), 16000, 1, 4, 700);
        Tones.write(folder.resolve("short.wav"), 22050, 1, 0.4, 1100);
        assertAtAnyRatio(Sounds.noises(folder));
    }

    @Test
    void aShortRecordingGoesOnFromItsBeginning() throws Exception {
        Tones.write(folder.resolve("short.wav"), 16000, 1, 0.1, 700);
        float[] noise = Noise.draw(5000, Sounds.noises(folder), new Random(3));
        for (int i = 1600; i < noise.length; i++) {
            assertThat(noise[i]).isEqualTo(noise[i - 1600]);
        }
    }

    @Test
    void pinkNoiseFallsByThreeDecibelsAnOctave() {
        int points = 1 << 15;
        double[] re = new double[points];
        double[] octaves = new double[12];
        for (int seed = 0; seed < 10; seed++) {
            float[] noise = Noise.pink(points, new Random(seed));
            for (int i = 0; i < points; i++) {
                re[i] = noise[i];
            }
            double[] im = new double[points];
            Fourier.transform(re, im);
            for (int k = 16; k < points / 2; k++) {
                int octave = 31 - Integer.numberOfLeadingZeros(k) - 4;
                octaves[octave] += re[k] * re[k] + im[k] * im[k];
            }
        }
        // Equal energy in each octave from 8 Hz to 4 kHz.
        for (int octave = 1; octave < 9; octave++) {
            double decibels = 10 * Math.log10(octaves[octave] / octaves[4]);
            assertThat(decibels).as("octave %d", octave).isCloseTo(0, within(1.5));
        }
    }

    @Test
    void silenceGetsNoNoiseAndSilentNoiseAddsNothing() {
        float[] silence = new float[100];
        Noise.add(silence, Noise.white(100, new Random(1)), 10);
        assertThat(silence).containsOnly(0);
        float[] speech = Probe.noise(100, new Random(2));
        float[] mixed = speech.clone();
        Noise.add(mixed, new float[100], 10);
        assertThat(mixed).isEqualTo(speech);
    }
}
