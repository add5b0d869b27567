package io.speecheq.trainer.augmentation;

/**
 * The discrete Fourier transform of complex points, a power of two up to 65536 of them, in place: Cooley and Tukey's radix 2
 * by decimation in time. All in double: relative error about 1e-15.
 */
final class Fourier {
    static final int MOST_POINTS = 1 << 16;

    private static final double[] COS = new double[MOST_POINTS / 2];
    private static final double[] SIN = new double[MOST_POINTS / 2];

    static {
        for (int k = 0; k < COS.length; k++) {
            // StrictMath: the same tables, so the same sound, on every processor.
            COS[k] = StrictMath.cos(-2 * Math.PI * k / MOST_POINTS);
            SIN[k] = StrictMath.sin(-2 * Math.PI * k / MOST_POINTS);
        }
    }

    private Fourier() {}

    /** Replaces points by their spectrum; with the two arrays swapped, a spectrum by its points times their number. */
    static void transform(double[] re, double[] im) {
        int points = re.length;
        if (Integer.bitCount(points) != 1 || points > MOST_POINTS || im.length != points) {
            throw new IllegalArgumentException("cannot transform %d and %d points".formatted(points, im.length));
        }
        sort(re);
        sort(im);
        for (int half = 1; half < points; half *= 2) {
            int turn = MOST_POINTS / (2 * half);
            for (int block = 0; block < points; block += 2 * half) {
                for (int k = 0; k < half; k++) {
                    int a = block + k;
                    int b = a + half;
                    double cos = COS[k * turn];
                    double sin = SIN[k * turn];
                    double turnedRe = re[b] * cos - im[b] * sin;
                    double turnedIm = re[b] * sin + im[b] * cos;
                    re[b] = re[a] - turnedRe;
                    im[b] = im[a] - turnedIm;
                    re[a] += turnedRe;
                    im[a] += turnedIm;
                }
            }
        }
    }

    /** Swaps each value with that at its index's bits in reverse. */
    private static void sort(double[] values) {
        int shift = 1 + Integer.numberOfLeadingZeros(values.length);
        for (int i = 1; i < values.length; i++) {
            int mirrored = Integer.reverse(i) >>> shift;
            if (mirrored > i) {
                double swap = values[i];
                values[i] = values[mirrored];
                values[mirrored] = swap;
            }
        }
    }
}
