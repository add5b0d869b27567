package io.speecheq.acoustics.activity;

import java.util.Arrays;
import java.util.Random;

/** Builds what is heard on a line, 16 kHz mono: noise, tones, and a synthetic voice of syllables. */
final class Line {

    static final int RATE_HZ = 16_000;

    private final Random random;
    private final float[] samples;

    private Line(float[] samples, long seed) {
        this.samples = samples;
        this.random = new Random(seed);
    }

    static Line silent(double seconds) {
        return new Line(new float[(int) (seconds * RATE_HZ)], 17);
    }

    static Line of(float[] samples) {
        return new Line(samples.clone(), 17);
    }

    float[] samples() {
        return samples;
    }

    /** White noise of that level against a full-scale square wave. */
    Line noise(double decibels) {
        return noise(decibels, 0, samples.length / (double) RATE_HZ);
    }

    Line noise(double decibels, double fromSeconds, double toSeconds) {
        double scale = Math.pow(10, decibels / 20);
        for (int i = at(fromSeconds); i < at(toSeconds); i++) {
            samples[i] += (float) (scale * random.nextGaussian());
        }
        return this;
    }

    Line tones(double amplitude, double fromSeconds, double toSeconds, double... hertz) {
        for (int i = at(fromSeconds); i < at(toSeconds); i++) {
            for (double frequency : hertz) {
                samples[i] += (float) (amplitude * Math.sin(2 * Math.PI * frequency * i / RATE_HZ));
            }
        }
        return this;
    }

    /** Five syllables a second with harmonics of a gliding pitch under three formants. */
    Line voice(double amplitude, double fromSeconds, double toSeconds) {
        double phase = 0;
        for (int i = at(fromSeconds); i < at(toSeconds); i++) {
            double t = i / (double) RATE_HZ - fromSeconds;
            double pitch = 130 + 25 * Math.sin(2 * Math.PI * 0.7 * t);
            phase += 2 * Math.PI * pitch / RATE_HZ;
            double syllable = Math.max(0, Math.sin(2 * Math.PI * 5 * t + 0.6) + 0.4);
            double sum = 0;
            for (int k = 1; k * pitch < 3800; k++) {
                sum += formants(k * pitch) * Math.sin(k * phase);
            }
            samples[i] += (float) (amplitude * syllable * sum);
        }
        return this;
    }

    Line lost(double fromSeconds, double toSeconds) {
        Arrays.fill(samples, at(fromSeconds), at(toSeconds), 0);
        return this;
    }

    Line gain(double decibels) {
        float scale = (float) Math.pow(10, decibels / 20);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.max(-1, Math.min(Math.nextDown(1f), samples[i] * scale));
        }
        return this;
    }

    private static double formants(double hertz) {
        double sum = 0;
        for (double formant : new double[] {500, 1500, 2500}) {
            double distance = (hertz - formant) / 120;
            sum += 200 / formant / (1 + distance * distance);
        }
        return sum;
    }

    private int at(double seconds) {
        return Math.min(samples.length, (int) (seconds * RATE_HZ));
    }
}
