package io.speecheq.benchmarks;

import java.util.Random;

/** Seeded audio to measure on: a hum under noise, at a speaker's level. */
final class Audio {

    /** As long as one window. */
    static final int SECONDS = 3;

    private Audio() {}

    static float[] window(int sampleRateHz) {
        Random random = new Random(42);
        float[] samples = new float[SECONDS * sampleRateHz];
        for (int i = 0; i < samples.length; i++) {
            double hum = 0.1 * Math.sin(2 * Math.PI * 180 * i / sampleRateHz);
            samples[i] = (float) (hum + 0.02 * random.nextGaussian());
        }
        return samples;
    }
}
