package io.speecheq.trainer.network;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Clips side by side as a network takes them: {@code [clips][frames][bands]} log-mel, and how many frames of each clip are
 * valid. Made once, given away once: it takes the arrays over, and its buffers look into them.
 */
public final class FrameBatch {
    private final float[] features;
    private final int frames;
    private final int bands;
    private final int[] lengths;

    /**
     * Takes over the arrays.
     *
     * @param features {@code [clips][frames][bands]}, row by row
     * @param lengths of the clips, 1 to {@code frames}
     */
    public FrameBatch(float[] features, int frames, int bands, int[] lengths) {
        if (features.length != lengths.length * frames * bands) {
            throw new IllegalArgumentException("%d values for %d clips of %d frames of %d bands"
                    .formatted(features.length, lengths.length, frames, bands));
        }
        for (int length : lengths) {
            if (length < 1 || length > frames) {
                throw new IllegalArgumentException("a clip of " + length + " frames in a batch of " + frames);
            }
        }
        this.features = features;
        this.frames = frames;
        this.bands = bands;
        this.lengths = lengths;
    }

    public int size() {
        return lengths.length;
    }

    public int frames() {
        return frames;
    }

    public int bands() {
        return bands;
    }

    public int length(int clip) {
        return lengths[clip];
    }

    /** Whether no clip is shorter than the batch. */
    boolean isFull() {
        return Arrays.stream(lengths).allMatch(length -> length == frames);
    }

    public FloatBuffer features() {
        return FloatBuffer.wrap(features);
    }

    public LongBuffer lengths() {
        return LongBuffer.wrap(Arrays.stream(lengths).asLongStream().toArray());
    }

    float[] values() {
        return features;
    }
}
