package io.speecheq.trainer.augmentation;

import java.util.Random;

/** Made-up sounds of 16 kHz, and what is measured of sounds. */
final class Probe {
    private Probe() {}

    /** Three seconds, amplitude 0.3. */
    static float[] tone(double hertz) {
        float[] samples = new float[48000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * hertz * i / 16000));
        }
        return samples;
    }

    /** Gaussian, deviation 0.1. */
    static float[] noise(int samples, Random random) {
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) (0.1 * random.nextGaussian());
        }
        return noise;
    }

    /** By the first and the last rising zero crossing, interpolated, the edges left out. */
    static double hertz(float[] samples) {
        int crossings = 0;
        double first = 0;
        double last = 0;
        for (int i = 1600; i < samples.length - 1600; i++) {
            if (samples[i - 1] < 0 && samples[i] >= 0) {
                last = i - samples[i] / (double) (samples[i] - samples[i - 1]);
                first = crossings == 0 ? last : first;
                crossings++;
            }
        }
        return (crossings - 1) * 16000.0 / (last - first);
    }

    /** Energy against that of the other sound, the difference in decibels. */
    static double decibels(float[] samples, float[] other) {
        return 10 * Math.log10(energy(samples, 0, samples.length) / energy(other, 0, other.length));
    }

    static double energy(float[] samples, int from, int to) {
        double energy = 0;
        for (int i = from; i < to; i++) {
            energy += (double) samples[i] * samples[i];
        }
        return energy;
    }

    static float[] difference(float[] one, float[] other) {
        float[] difference = new float[one.length];
        for (int i = 0; i < one.length; i++) {
            difference[i] = one[i] - other[i];
        }
        return difference;
    }
}
