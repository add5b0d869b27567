package io.speecheq.trainer.training;

import io.speecheq.acoustics.features.FrameMatrix;
import java.util.Random;

/**
 * Random changes to log-mel features: tempo, a stretch of the mel axis (vocal-tract length, Jaitly and Hinton 2013), a cut
 * to length at a loud place, and masked bands and frames (SpecAugment, Park et al. 2019), which take the mean of their band.
 * Values between frames and bands are interpolated linearly. One thread.
 */
final class Distortion {
    private static final int MASKS = 2;

    /**
     * What became of a clip.
     *
     * @param frames that were written
     * @param isWhole whether that is all of it
     */
    record Written(int frames, boolean isWhole) {}

    private final Masking masking;
    private final int cuts;
    private final Random random;

    /**
     * Changes that are drawn from {@code random}.
     *
     * @param cuts that are tried where a clip is too long; the loudest is taken
     */
    Distortion(Masking masking, int cuts, Random random) {
        this.masking = masking;
        this.cuts = cuts;
        this.random = random;
    }

    /** Writes at most {@code maxFrames} frames from {@code offset} on. */
    Written write(FrameMatrix in, int maxFrames, float[] target, int offset) {
        float[] source = in.toArray();
        int bands = in.bands();
        double rate = 1 + symmetric(masking.tempo());
        double stretch = 1 + symmetric(masking.bandShift());
        int available = 1 + (int) Math.floor((in.frames() - 1) / rate);
        int frames = Math.min(maxFrames, available);
        int start = frames == available ? 0 : loudestCut(source, bands, frames, available, rate);
        for (int t = 0; t < frames; t++) {
            double at = (start + t) * rate;
            int before = Math.min((int) at, in.frames() - 1);
            int after = Math.min(before + 1, in.frames() - 1);
            writeFrame(source, bands, before, after, (float) (at - before), stretch, target, offset + t * bands);
        }
        mask(target, offset, frames, bands);
        return new Written(frames, frames == available);
    }

    /** The first frame of the cut with the highest mean log-mel of those tried. */
    private int loudestCut(float[] source, int bands, int frames, int available, double rate) {
        double[] upTo = new double[source.length / bands + 1];
        for (int i = 0; i < source.length; i++) {
            upTo[i / bands + 1] += source[i];
        }
        for (int t = 1; t < upTo.length; t++) {
            upTo[t] += upTo[t - 1];
        }
        int best = 0;
        double loudest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < cuts; i++) {
            int start = random.nextInt(available - frames + 1);
            double level = upTo[(int) ((start + frames) * rate)] - upTo[(int) (start * rate)];
            if (level > loudest) {
                loudest = level;
                best = start;
            }
        }
        return best;
    }

    private double symmetric(double width) {
        return width * (2 * random.nextDouble() - 1);
    }

    private static void writeFrame(
            float[] source, int bands, int before, int after, float part, double stretch, float[] target, int at) {
        for (int band = 0; band < bands; band++) {
            double position = Math.min(band * stretch, bands - 1.0);
            int low = (int) position;
            int high = Math.min(low + 1, bands - 1);
            float bandPart = (float) (position - low);
            float first = mix(source[before * bands + low], source[before * bands + high], bandPart);
            float second = mix(source[after * bands + low], source[after * bands + high], bandPart);
            target[at + band] = mix(first, second, part);
        }
    }

    private static float mix(float a, float b, float part) {
        return a + part * (b - a);
    }

    private void mask(float[] target, int offset, int frames, int bands) {
        if (masking.bands() == 0 && masking.frames() == 0) {
            return;
        }
        float[] means = means(target, offset, frames, bands);
        for (int i = 0; i < MASKS; i++) {
            int width = random.nextInt(Math.min(masking.bands(), bands) + 1);
            fill(target, offset, means, 0, frames, random.nextInt(bands - width + 1), width);
            int run = random.nextInt(Math.min(masking.frames(), frames / 4) + 1);
            fill(target, offset + random.nextInt(frames - run + 1) * bands, means, 0, run, 0, bands);
        }
    }

    private static float[] means(float[] target, int offset, int frames, int bands) {
        float[] means = new float[bands];
        for (int i = 0; i < frames * bands; i++) {
            means[i % bands] += target[offset + i] / frames;
        }
        return means;
    }

    private static void fill(
            float[] target, int offset, float[] means, int fromFrame, int toFrame, int fromBand, int width) {
        for (int t = fromFrame; t < toFrame; t++) {
            System.arraycopy(means, fromBand, target, offset + t * means.length + fromBand, width);
        }
    }
}
