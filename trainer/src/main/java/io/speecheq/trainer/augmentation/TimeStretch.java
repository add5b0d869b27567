package io.speecheq.trainer.augmentation;

/**
 * Speech made faster or slower at its own pitch, 16 kHz: WSOLA (Verhelst and Roelands, ICASSP 1993). Frames of 30 ms, half
 * overlapped under a Hann window, are taken from where they are due or up to 10 ms off, there where the sound goes on most
 * like the frame before it did (largest normalised correlation).
 */
final class TimeStretch {
    private static final int HOP = 240;
    private static final int REACH = 160;

    private TimeStretch() {}

    /** The samples at {@code speed} times their tempo: {@code round(n / speed)} of them. */
    static float[] stretch(float[] samples, double speed) {
        float[] stretched = new float[(int) Math.round(samples.length / speed)];
        int from = 0;
        for (int at = -HOP; at < stretched.length; at += HOP) {
            int due = (int) Math.round((at + HOP) * speed) - HOP;
            from = at == -HOP ? due : nearest(samples, from + HOP, due);
            for (int i = 0; i < 2 * HOP; i++) {
                int to = at + i;
                if (to >= 0 && to < stretched.length) {
                    stretched[to] += (float) (0.5 - 0.5 * Math.cos(Math.PI * i / HOP)) * sample(samples, from + i);
                }
            }
        }
        return stretched;
    }

    /** The start within reach of {@code due} whose first half frame is most like that at {@code natural}. */
    private static int nearest(float[] samples, int natural, int due) {
        int best = due;
        double bestLikeness = Double.NEGATIVE_INFINITY;
        for (int start = due - REACH; start <= due + REACH; start++) {
            float product = 0;
            float energy = 1e-9f;
            for (int i = 0; i < HOP; i += 2) {
                float candidate = sample(samples, start + i);
                product += candidate * sample(samples, natural + i);
                energy += candidate * candidate;
            }
            double likeness = product / Math.sqrt(energy);
            if (likeness > bestLikeness) {
                bestLikeness = likeness;
                best = start;
            }
        }
        return best;
    }

    private static float sample(float[] samples, int index) {
        return index >= 0 && index < samples.length ? samples[index] : 0;
    }
}
