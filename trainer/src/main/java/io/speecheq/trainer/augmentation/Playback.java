package io.speecheq.trainer.augmentation;

/**
 * A sound played faster or slower, its pitch with it, at any ratio. Samples between samples are sums over a windowed sinc,
 * stretched where playing faster would fold the highest frequencies (J. O. Smith, Digital Audio Resampling Home Page,
 * ccrma.stanford.edu). One sinc serves every ratio, where the resampler of streams designs one for each: from it a call reads
 * its weights at 128 fractions of a sample, between which it interpolates. 24 zero crossings a side under a Kaiser window of
 * beta 7: flat to 0.84 of the lower Nyquist frequency, 70 dB down from 1.02 of it.
 */
final class Playback {
    private static final int CROSSINGS = 24;
    private static final int STEPS = 512;
    private static final int FRACTIONS = 128;
    private static final double CUTOFF = 0.93;
    private static final double KAISER_BETA = 7;
    /** The right half of the sinc, and a zero beyond its end for what is interpolated there. */
    private static final float[] SINC = new float[CROSSINGS * STEPS + 2];

    static {
        for (int i = 0; i <= CROSSINGS * STEPS; i++) {
            double x = Math.PI * i / STEPS;
            double edge = i / (double) (CROSSINGS * STEPS);
            double window = bessel(KAISER_BETA * Math.sqrt(1 - edge * edge)) / bessel(KAISER_BETA);
            SINC[i] = (float) (window * (i == 0 ? 1 : StrictMath.sin(x) / x));
        }
    }

    private Playback() {}

    /** The modified Bessel function I0, by its power series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    /** {@code count} samples, the n-th from the time {@code n * ratio}; around the sound there is silence. */
    static float[] play(float[] samples, double ratio, int count) {
        double scale = CUTOFF / Math.max(1, ratio);
        int reach = (int) Math.ceil(CROSSINGS / scale);
        float[] weights = weights(scale, reach);
        float[] padded = new float[Math.max(samples.length, (int) (count * ratio) + 1) + 2 * reach];
        System.arraycopy(samples, 0, padded, reach - 1, samples.length);
        float[] played = new float[count];
        for (int n = 0; n < count; n++) {
            double time = n * ratio;
            int sample = (int) time;
            double fraction = (time - sample) * FRACTIONS;
            int row = (int) fraction;
            played[n] = dot(padded, sample, weights, row, 2 * reach, (float) (fraction - row));
        }
        return played;
    }

    /** {@code [FRACTIONS + 1][2 * reach]}: row r weighs the samples around a time that lies r fractions behind a sample. */
    private static float[] weights(double scale, int reach) {
        int taps = 2 * reach;
        float[] weights = new float[(FRACTIONS + 1) * taps];
        for (int row = 0; row <= FRACTIONS; row++) {
            for (int tap = 0; tap < taps; tap++) {
                double distance = tap - (reach - 1) - (double) row / FRACTIONS;
                double at = Math.min(CROSSINGS * STEPS, Math.abs(distance) * scale * STEPS);
                int step = (int) at;
                double sinc = SINC[step] + (at - step) * (SINC[step + 1] - SINC[step]);
                weights[row * taps + tap] = (float) (scale * sinc);
            }
        }
        return weights;
    }

    /** The samples from there on, weighed between that row and the next. */
    private static float dot(float[] samples, int from, float[] weights, int row, int taps, float share) {
        int first = row * taps;
        int second = first + taps;
        // Four sums that do not wait for each other.
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int tap = 0; tap < taps; tap += 2) {
            a += samples[from + tap] * weights[first + tap];
            b += samples[from + tap] * weights[second + tap];
            c += samples[from + tap + 1] * weights[first + tap + 1];
            d += samples[from + tap + 1] * weights[second + tap + 1];
        }
        return (1 - share) * (a + c) + share * (b + d);
    }
}
