package io.speecheq.trainer.augmentation;

/**
 * Speech made faster or slower at its own pitch, 16 kHz: WSOLA (Verhelst and Roelands, ICASSP 1993). Frames of 30 ms, half
 * overlapped under a Hann window, are taken from where they are due or up to 10 ms off, there where the sound goes on most
 * like the frame before it did (largest normalised correlation, of every second sample). Before its beginning and after its
 * end the sound is mirrored, so that neither fades.
 */
final class TimeStretch {
    private static final int HOP = 240;
    private static final int REACH = 160;
    /** More than a frame reaches beyond the sound, either way. */
    private static final int MARGIN = 2 * HOP;

    private static final float[] HANN = new float[2 * HOP];

    static {
        for (int i = 0; i < HANN.length; i++) {
            HANN[i] = (float) (0.5 - 0.5 * StrictMath.cos(Math.PI * i / HOP));
        }
    }

    /** The sound between its margins. */
    private final float[] sound;
    /** The sum of the squares before each sample. */
    private final double[] energies;
    /** The last start of a frame whose first half lies within the sound. */
    private final int lastStart;

    private TimeStretch(float[] samples) {
        sound = new float[samples.length + 2 * MARGIN];
        energies = new double[sound.length + 1];
        for (int i = 0; i < sound.length; i++) {
            int folded = Math.floorMod(i - MARGIN, 2 * samples.length);
            sound[i] = samples[Math.min(folded, 2 * samples.length - 1 - folded)];
            energies[i + 1] = energies[i] + (double) sound[i] * sound[i];
        }
        lastStart = MARGIN + Math.max(0, samples.length - HOP);
    }

    /** The samples at {@code speed} times their tempo, 0.5..2: {@code round(n / speed)} of them. */
    static float[] stretch(float[] samples, double speed) {
        float[] stretched = new float[(int) Math.round(samples.length / speed)];
        if (stretched.length == 0) {
            return stretched;
        }
        TimeStretch source = new TimeStretch(samples);
        int from = MARGIN - HOP;
        for (int at = -HOP; at < stretched.length; at += HOP) {
            if (at >= 0) {
                int due = MARGIN + (int) Math.round((at + HOP) * speed) - HOP;
                from = source.nearest(from + HOP, Math.min(due, source.lastStart));
            }
            int end = Math.min(2 * HOP, stretched.length - at);
            for (int i = Math.max(0, -at); i < end; i++) {
                stretched[at + i] += HANN[i] * source.sound[from + i];
            }
        }
        return stretched;
    }

    /** The start within reach of {@code due} whose first half frame is most like that at {@code natural}. */
    private int nearest(int natural, int due) {
        int low = due - REACH;
        int high = Math.min(due + REACH, lastStart);
        int coarse = likeliest(natural, low, high, 2);
        return likeliest(natural, Math.max(low, coarse - 1), Math.min(high, coarse + 1), 1);
    }

    private int likeliest(int natural, int low, int high, int step) {
        int best = low;
        double bestLikeness = Double.NEGATIVE_INFINITY;
        for (int start = low; start <= high; start += step) {
            double energy = energies[start + HOP] - energies[start];
            double likeness = product(natural, start) / Math.sqrt(Math.max(0, energy) + 1e-9);
            if (likeness > bestLikeness) {
                bestLikeness = likeness;
                best = start;
            }
        }
        return best;
    }

    private float product(int one, int other) {
        // Four sums that do not wait for each other.
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < HOP; i += 8) {
            a += sound[one + i] * sound[other + i];
            b += sound[one + i + 2] * sound[other + i + 2];
            c += sound[one + i + 4] * sound[other + i + 4];
            d += sound[one + i + 6] * sound[other + i + 6];
        }
        return a + b + (c + d);
    }
}
