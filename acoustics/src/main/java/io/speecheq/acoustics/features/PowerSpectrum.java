package io.speecheq.acoustics.features;

/**
 * The power spectrum |X_k|^2, k = 0..n/2, of n real samples, n a power of two. Immutable tables; callers bring the scratch.
 *
 * <p>Even samples are taken as real and odd ones as imaginary parts of n/2 complex points, whose transform Z gives X (Press
 * et al., Numerical Recipes, 12.3): {@code X_k = (Z_k + Z*_{n/2-k}) / 2 - i e^{-2 pi i k / n} (Z_k - Z*_{n/2-k}) / 2}. The
 * complex transform is Stockham's, which sorts as it goes: radix 4 by decimation in frequency, and one radix-2 step at the
 * end where n/2 is not a power of four. All in double: relative error about 1e-15.
 */
final class PowerSpectrum {

    private final int half;
    private final double[] cos;
    private final double[] sin;

    PowerSpectrum(int points) {
        half = points / 2;
        cos = new double[points];
        sin = new double[points];
        for (int k = 0; k < points; k++) {
            // StrictMath: the same tables, so the same features, on every processor.
            cos[k] = StrictMath.cos(-2 * Math.PI * k / points);
            sin[k] = StrictMath.sin(-2 * Math.PI * k / points);
        }
    }

    /** Number of values of scratch that {@link #compute} needs in each of its two arrays. */
    int scratchLength() {
        return 2 * half;
    }

    /** Number of spectrum values. */
    int bins() {
        return half + 1;
    }

    /**
     * Computes the spectrum of the {@code 2 * half} samples in {@code samples} into {@code power}. Both {@code samples} and
     * {@code scratch} are overwritten.
     */
    void compute(double[] samples, double[] scratch, double[] power) {
        double[] z = transform(samples, scratch);
        power[0] = square(z[0] + z[1]);
        power[half] = square(z[0] - z[1]);
        for (int k = 1; k < half; k++) {
            int mirrored = half - k;
            double evenRe = z[2 * k] + z[2 * mirrored];
            double evenIm = z[2 * k + 1] - z[2 * mirrored + 1];
            double oddRe = z[2 * k + 1] + z[2 * mirrored + 1];
            double oddIm = z[2 * mirrored] - z[2 * k];
            double re = evenRe + cos[k] * oddRe - sin[k] * oddIm;
            double im = evenIm + cos[k] * oddIm + sin[k] * oddRe;
            power[k] = 0.25 * (re * re + im * im);
        }
    }

    /** Transforms {@code half} interleaved complex points; the result is in whichever of the two arrays is returned. */
    private double[] transform(double[] points, double[] scratch) {
        double[] from = points;
        double[] to = scratch;
        int stride = 1;
        for (int length = half; length > 1; ) {
            if (length >= 4) {
                radix4(from, to, length, stride);
                length /= 4;
                stride *= 4;
            } else {
                radix2(from, to, stride);
                length /= 2;
                stride *= 2;
            }
            double[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private void radix4(double[] x, double[] y, int length, int stride) {
        int quarter = 2 * stride * (length / 4);
        // The tables step by 1/(2 half) of a turn; one point of this stage is 1/length of a turn.
        int turn = 2 * half / length;
        for (int p = 0; p < length / 4; p++) {
            double c1 = cos[p * turn];
            double s1 = sin[p * turn];
            double c2 = cos[2 * p * turn];
            double s2 = sin[2 * p * turn];
            double c3 = cos[3 * p * turn];
            double s3 = sin[3 * p * turn];
            int in = 2 * stride * p;
            int out = 8 * stride * p;
            for (int q = 0; q < 2 * stride; q += 2) {
                int a = in + q;
                int b = a + quarter;
                int c = b + quarter;
                int d = c + quarter;
                double sumAcRe = x[a] + x[c];
                double sumAcIm = x[a + 1] + x[c + 1];
                double difAcRe = x[a] - x[c];
                double difAcIm = x[a + 1] - x[c + 1];
                double sumBdRe = x[b] + x[d];
                double sumBdIm = x[b + 1] + x[d + 1];
                double difBdRe = x[b] - x[d];
                double difBdIm = x[b + 1] - x[d + 1];
                int o = out + q;
                y[o] = sumAcRe + sumBdRe;
                y[o + 1] = sumAcIm + sumBdIm;
                rotate(y, o + 2 * stride, difAcRe + difBdIm, difAcIm - difBdRe, c1, s1);
                rotate(y, o + 4 * stride, sumAcRe - sumBdRe, sumAcIm - sumBdIm, c2, s2);
                rotate(y, o + 6 * stride, difAcRe - difBdIm, difAcIm + difBdRe, c3, s3);
            }
        }
    }

    private static void rotate(double[] y, int at, double re, double im, double c, double s) {
        y[at] = re * c - im * s;
        y[at + 1] = re * s + im * c;
    }

    private static void radix2(double[] x, double[] y, int stride) {
        int distance = 2 * stride;
        for (int q = 0; q < distance; q++) {
            y[q] = x[q] + x[q + distance];
            y[q + distance] = x[q] - x[q + distance];
        }
    }

    private static double square(double value) {
        return value * value;
    }
}
