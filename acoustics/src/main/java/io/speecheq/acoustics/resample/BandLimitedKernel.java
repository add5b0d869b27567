package io.speecheq.acoustics.resample;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The weights by which input samples make an output sample, for one ratio of rates. Immutable and shared by threads.
 *
 * <p>A sinc of cutoff 0.95 of the lower Nyquist frequency under a Kaiser window, whose transition reaches from 0.9 to 1.0 of
 * it: flat within 0.01 dB below, 80 dB down above (Kaiser's formulas: Oppenheim and Schafer, Discrete-Time Signal Processing,
 * 7.6). An output lies between two inputs at one of {@code up} fractions; each has its own row of weights, scaled to a sum of
 * one. Where those rows would not fit in {@link #MOST_WEIGHTS} (odd rates such as 44056 Hz), rows stand at coarser fractions
 * and an output is interpolated linearly between the two rows around it. The sinc is then sampled at least 512 times per
 * sample of the lower rate, so that costs at most (pi / 512)^2 / 8 of an amplitude, -106 dB. No table exceeds 512 KiB.
 */
final class BandLimitedKernel {

    private static final int MOST_WEIGHTS = 1 << 17;
    private static final int ROWS_PER_LOWER_SAMPLE = 512;
    private static final int RATIOS_KEPT = 16;

    private static final double STOP_DECIBELS = 80;
    private static final double CUTOFF = 0.95;
    private static final double TRANSITION = 0.1;
    private static final double KAISER_BETA = 0.1102 * (STOP_DECIBELS - 8.7);
    /** Half the window, in samples of the lower rate. */
    private static final double REACH = (STOP_DECIBELS - 7.95) / (2.285 * TRANSITION * Math.PI) / 2;

    private static final Map<Ratio, BandLimitedKernel> KEPT = new LinkedHashMap<>(RATIOS_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Ratio, BandLimitedKernel> eldest) {
            return size() > RATIOS_KEPT;
        }
    };

    /** Output samples per input samples, in lowest terms. */
    record Ratio(int up, int down) {}

    private final Ratio ratio;
    private final int reachSamples;
    private final int steps;
    private final float[] weights;

    private BandLimitedKernel(Ratio ratio) {
        this.ratio = ratio;
        double inputPerLower = Math.max(1, (double) ratio.down / ratio.up);
        // Even, so that a row is a multiple of four.
        reachSamples = 2 * (int) Math.ceil(REACH * inputPerLower / 2);
        boolean isExact = (long) ratio.up * taps() <= MOST_WEIGHTS;
        steps = isExact ? ratio.up : (int) Math.ceil(ROWS_PER_LOWER_SAMPLE / inputPerLower);
        weights = new float[(steps + 1) * taps()];
        for (int row = 0; row <= steps; row++) {
            fillRow(row, CUTOFF / inputPerLower);
        }
    }

    /** The kernel of that ratio; those of the ratios used last are kept, since all channels of a kind share one. */
    static BandLimitedKernel of(Ratio ratio) {
        synchronized (KEPT) {
            return KEPT.computeIfAbsent(ratio, BandLimitedKernel::new);
        }
    }

    private void fillRow(int row, double cutoff) {
        double[] exact = new double[taps()];
        double sum = 0;
        for (int tap = 0; tap < exact.length; tap++) {
            double distance = tap - (reachSamples - 1) - (double) row / steps;
            exact[tap] = sinc(cutoff * distance) * kaiser(distance / reachSamples);
            sum += exact[tap];
        }
        for (int tap = 0; tap < exact.length; tap++) {
            weights[row * exact.length + tap] = (float) (exact[tap] / sum);
        }
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
    }

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

    Ratio ratio() {
        return ratio;
    }

    /** Number of input samples that an output reaches back, itself included, and forward. */
    int reachSamples() {
        return reachSamples;
    }

    private int taps() {
        return 2 * reachSamples;
    }

    /**
     * The output that lies {@code phase / up} of a sample behind {@code input[from + reachSamples - 1]}, from the
     * {@code 2 * reachSamples} inputs that begin at {@code from}.
     */
    float apply(float[] input, int from, int phase) {
        if (steps == ratio.up) {
            return dot(input, from, phase);
        }
        long position = (long) phase * steps;
        int row = (int) (position / ratio.up);
        float share = (float) (position % ratio.up) / ratio.up;
        return (1 - share) * dot(input, from, row) + share * dot(input, from, row + 1);
    }

    private float dot(float[] input, int from, int row) {
        int taps = taps();
        int first = row * taps;
        // Four sums that do not wait for each other.
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int tap = 0; tap < taps; tap += 4) {
            a += input[from + tap] * weights[first + tap];
            b += input[from + tap + 1] * weights[first + tap + 1];
            c += input[from + tap + 2] * weights[first + tap + 2];
            d += input[from + tap + 3] * weights[first + tap + 3];
        }
        return (a + b) + (c + d);
    }
}
