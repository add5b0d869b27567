package io.speecheq.trainer.augmentation;

import java.util.Random;

/** Noise beside speech of 16 kHz: recorded where there are recordings, else white or pink. */
final class Noise {
    /** Enough for the slowest part of the pink filter, a pole at 0.99765, to forget where it began. */
    private static final int SETTLING_SAMPLES = 2048;

    private Noise() {}

    /** A recording from a random place on, from its beginning again where it ends; generated when there are none. */
    static float[] draw(int samples, Sounds recordings, Random random) {
        if (recordings.isEmpty()) {
            return random.nextBoolean() ? white(samples, random) : pink(samples, random);
        }
        float[] recording = recordings.draw(random);
        int places = recording.length > samples ? recording.length - samples + 1 : recording.length;
        int from = random.nextInt(places);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = recording[(from + i) % recording.length];
        }
        return noise;
    }

    /** Gaussian, of variance 1. */
    static float[] white(int samples, Random random) {
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    /**
     * Power that falls by 3 dB an octave, within 0.5 dB: white noise through three poles and a direct path (P. Kellet's
     * economical filter, musicdsp.org, 1999).
     */
    static float[] pink(int samples, Random random) {
        float[] white = white(samples + SETTLING_SAMPLES, random);
        float[] noise = new float[samples];
        double slow = 0;
        double middle = 0;
        double fast = 0;
        for (int i = 0; i < white.length; i++) {
            slow = 0.99765 * slow + 0.0990460 * white[i];
            middle = 0.96300 * middle + 0.2965164 * white[i];
            fast = 0.57000 * fast + 1.0526913 * white[i];
            if (i >= SETTLING_SAMPLES) {
                noise[i - SETTLING_SAMPLES] = (float) (slow + middle + fast + 0.1848 * white[i]);
            }
        }
        return noise;
    }

    /** Adds noise at that ratio of powers; to silence, or of silence, nothing. */
    static void add(float[] samples, float[] noise, double snrDecibels) {
        double noiseEnergy = Level.energy(noise);
        if (noiseEnergy == 0) {
            return;
        }
        float gain = (float) (Math.sqrt(Level.energy(samples) / noiseEnergy) * Math.pow(10, -snrDecibels / 20));
        for (int i = 0; i < samples.length; i++) {
            samples[i] += gain * noise[i];
        }
    }
}
