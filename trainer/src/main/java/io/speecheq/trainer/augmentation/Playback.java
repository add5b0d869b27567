package io.speecheq.trainer.augmentation;

/**
 * A sound played faster or slower, its pitch with it, at any ratio. Samples between samples are sums over a windowed sinc,
 * stretched where playing faster would fold the highest frequencies (J. O. Smith, Digital Audio Resampling Home Page,
 * ccrma.stanford.edu). One table serves every ratio, where the resampler of streams needs one for each. 24 zero crossings a
 * side under a Kaiser window of beta 7: flat to 0.84 of the lower Nyquist frequency, 70 dB down from 1.02 of it.
 */
final class Playback {
    private static final int CROSSINGS = 24;
    private static final int STEPS = 512;
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
        float scale = (float) (CUTOFF / Math.max(1, ratio));
        double reach = CROSSINGS / scale;
        float[] played = new float[count];
        for (int n = 0; n < count; n++) {
            double time = n * ratio;
            int first = Math.max(0, (int) Math.ceil(time - reach));
            int last = Math.min(samples.length - 1, (int) (time + reach));
            float sum = 0;
            for (int i = first; i <= last; i++) {
                float at = Math.min(CROSSINGS * STEPS, (float) Math.abs(time - i) * scale * STEPS);
                int step = (int) at;
                sum += samples[i] * (SINC[step] + (at - step) * (SINC[step + 1] - SINC[step]));
            }
            played[n] = scale * sum;
        }
        return played;
    }
}
