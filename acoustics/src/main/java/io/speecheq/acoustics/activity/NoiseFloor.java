package io.speecheq.acoustics.activity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The level of the noise in each subband: the smallest smoothed level of the last 1.3 to 1.4 s (minimum statistics, after
 * Martin, IEEE Trans. Speech and Audio Processing 9(5), 2001). Speech pauses for a moment in every subband far more often than
 * that; noise that has come to stay is known for what it is after as long. Where digital silence begins or ends, two frames
 * are partly silent and would pass for quiet noise: those are left out, which is why the floor lags two frames behind.
 * Mutable, owned by one {@link SpeechActivity}.
 */
final class NoiseFloor {

    /** Mean of the smoothed level of steady noise above its minimum. */
    private static final float BIAS_DECIBELS = 2;
    /** Below this no noise is believed, so that the last bit of a clean line never counts as speech. */
    private static final float LOWEST_DECIBELS = -88;
    /** Until a pause can be expected, noise is believed to be no louder than this: a call may begin with a word. */
    private static final float FIRST_GUESS_DECIBELS = -50;

    private static final int FIRST_GUESS_FRAMES = 30;
    private static final float SMOOTHING = 0.3f;
    private static final int BLOCKS = 9;
    private static final int BLOCK_FRAMES = 14;

    /** Frames of 25 ms, 10 ms apart, that begin or end within a silence and reach beyond it. */
    private static final int EDGE_FRAMES = 2;

    private final float[] smoothed;
    private final float[] blockMinimum;
    /** {@code [BLOCKS][subbands]}, row-major: minima of the last whole blocks, as a ring. */
    private final float[] minima;
    /** {@code [EDGE_FRAMES][subbands]}, row-major: the last frames, not yet known not to be an edge; oldest first. */
    private final float[] held;

    private int heldFrames;
    private int framesAfterSilence = EDGE_FRAMES;
    private int oldestBlock;
    private int blockFrames;
    private int firstFrames;

    NoiseFloor(int subbands) {
        smoothed = new float[subbands];
        blockMinimum = new float[subbands];
        minima = new float[BLOCKS * subbands];
        held = new float[EDGE_FRAMES * subbands];
        Arrays.fill(blockMinimum, Float.POSITIVE_INFINITY);
        Arrays.fill(minima, Float.POSITIVE_INFINITY);
    }

    /** Takes the levels of one frame in decibels, and puts the floor that holds for it into {@code floor}. */
    void accept(float[] levels, float[] floor) {
        if (framesAfterSilence < EDGE_FRAMES) {
            framesAfterSilence++;
        } else {
            hold(levels);
        }
        for (int i = 0; i < floor.length; i++) {
            floor[i] = floor(i) + BIAS_DECIBELS;
        }
    }

    /** Takes a frame of digital silence. */
    void acceptSilence() {
        heldFrames = 0;
        framesAfterSilence = 0;
    }

    private void hold(float[] levels) {
        int subbands = levels.length;
        if (heldFrames == EDGE_FRAMES) {
            track();
            System.arraycopy(held, subbands, held, 0, held.length - subbands);
            heldFrames--;
        }
        System.arraycopy(levels, 0, held, heldFrames * subbands, subbands);
        heldFrames++;
    }

    /** Follows the oldest of the frames held. */
    private void track() {
        for (int i = 0; i < smoothed.length; i++) {
            float level = Math.max(held[i], LOWEST_DECIBELS);
            smoothed[i] = firstFrames == 0 ? level : smoothed[i] + SMOOTHING * (level - smoothed[i]);
            blockMinimum[i] = Math.min(blockMinimum[i], smoothed[i]);
        }
        firstFrames = Math.min(firstFrames + 1, FIRST_GUESS_FRAMES);
        blockFrames++;
        if (blockFrames == BLOCK_FRAMES) {
            System.arraycopy(blockMinimum, 0, minima, oldestBlock * smoothed.length, smoothed.length);
            Arrays.fill(blockMinimum, Float.POSITIVE_INFINITY);
            oldestBlock = (oldestBlock + 1) % BLOCKS;
            blockFrames = 0;
        }
    }

    private float floor(int subband) {
        float smallest = blockMinimum[subband];
        for (int block = 0; block < BLOCKS; block++) {
            smallest = Math.min(smallest, minima[block * smoothed.length + subband]);
        }
        float guess = firstFrames < FIRST_GUESS_FRAMES ? FIRST_GUESS_DECIBELS : Float.POSITIVE_INFINITY;
        return Math.max(Math.min(smallest, guess), LOWEST_DECIBELS);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeByte(oldestBlock);
        out.writeByte(blockFrames);
        out.writeByte(firstFrames);
        out.writeByte(heldFrames);
        out.writeByte(framesAfterSilence);
        write(smoothed, out);
        write(blockMinimum, out);
        write(minima, out);
        write(held, out);
    }

    void readFrom(DataInput in) throws IOException {
        oldestBlock = below(BLOCKS, in.readUnsignedByte());
        blockFrames = below(BLOCK_FRAMES, in.readUnsignedByte());
        firstFrames = below(FIRST_GUESS_FRAMES + 1, in.readUnsignedByte());
        heldFrames = below(EDGE_FRAMES + 1, in.readUnsignedByte());
        framesAfterSilence = below(EDGE_FRAMES + 1, in.readUnsignedByte());
        read(smoothed, in);
        read(blockMinimum, in);
        read(minima, in);
        read(held, in);
    }

    private static int below(int limit, int value) throws IOException {
        if (value >= limit) {
            throw new IOException(
                    "a damaged speech activity snapshot: " + value + " where less than " + limit + " goes");
        }
        return value;
    }

    private static void write(float[] values, DataOutput out) throws IOException {
        for (float value : values) {
            out.writeInt(Float.floatToRawIntBits(value));
        }
    }

    private static void read(float[] values, DataInput in) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(in.readInt());
        }
    }
}
