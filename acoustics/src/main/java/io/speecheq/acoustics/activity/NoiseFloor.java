package io.speecheq.acoustics.activity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The level of the noise in each subband: the smallest smoothed level of the last 1.3 to 1.4 s (minimum statistics, after
 * Martin, IEEE Trans. Speech and Audio Processing 9(5), 2001). Speech pauses for a moment in every subband far more often than
 * that; noise that has come to stay is known for what it is after as long. The level followed is the largest of three frames,
 * so that a lost packet filled with zeros, and the partly silent frames at the edges of a longer loss, do not pass for quiet
 * noise. Mutable, owned by one {@link SpeechActivity}.
 */
final class NoiseFloor {

    /** Added to the minimum, which lies below the mean level of steady noise by a little more than that. */
    private static final float BIAS_DECIBELS = 0.5f;
    /** Below this no noise is believed, so that the last bit of a clean line never counts as speech. */
    private static final float LOWEST_DECIBELS = -88;
    /** Until a pause can be expected, noise is believed to be no louder than this: a call may begin with a word. */
    private static final float FIRST_GUESS_DECIBELS = -50;

    private static final int FIRST_GUESS_FRAMES = 30;
    private static final float SMOOTHING = 0.5f;
    private static final int BLOCKS = 9;
    private static final int BLOCK_FRAMES = 14;

    /** Frames before the current one of which the largest level is taken: as many as an edge of silence is partly in. */
    private static final int HELD_FRAMES = 2;

    private final float[] smoothed;
    private final float[] blockMinimum;
    /** {@code [BLOCKS][subbands]}, row-major: minima of the last whole blocks, as a ring. */
    private final float[] minima;
    /** {@code [HELD_FRAMES][subbands]}, row-major: levels of the last frames since a silence, oldest first. */
    private final float[] held;

    private int heldFrames;
    private int oldestBlock;
    private int blockFrames;
    private int firstFrames;

    NoiseFloor(int subbands) {
        smoothed = new float[subbands];
        blockMinimum = new float[subbands];
        minima = new float[BLOCKS * subbands];
        held = new float[HELD_FRAMES * subbands];
        Arrays.fill(blockMinimum, Float.POSITIVE_INFINITY);
        Arrays.fill(minima, Float.POSITIVE_INFINITY);
    }

    /** Takes the levels of one frame in decibels, and puts the floor that holds for it into {@code floor}. */
    void accept(float[] levels, float[] floor) {
        if (heldFrames == HELD_FRAMES) {
            track(levels);
        }
        hold(levels);
        for (int i = 0; i < floor.length; i++) {
            floor[i] = floor(i) + BIAS_DECIBELS;
        }
    }

    /** Takes a frame of digital silence. */
    void acceptSilence() {
        heldFrames = 0;
    }

    private void hold(float[] levels) {
        int subbands = levels.length;
        if (heldFrames == HELD_FRAMES) {
            System.arraycopy(held, subbands, held, 0, held.length - subbands);
            heldFrames--;
        }
        System.arraycopy(levels, 0, held, heldFrames * subbands, subbands);
        heldFrames++;
    }

    private void track(float[] levels) {
        for (int i = 0; i < smoothed.length; i++) {
            float level = Math.max(levels[i], LOWEST_DECIBELS);
            for (int frame = 0; frame < HELD_FRAMES; frame++) {
                level = Math.max(level, held[frame * smoothed.length + i]);
            }
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
        write(smoothed, out);
        write(blockMinimum, out);
        write(minima, out);
        write(held, out);
    }

    void readFrom(DataInput in) throws IOException {
        oldestBlock = below(BLOCKS, in.readUnsignedByte());
        blockFrames = below(BLOCK_FRAMES, in.readUnsignedByte());
        firstFrames = below(FIRST_GUESS_FRAMES + 1, in.readUnsignedByte());
        heldFrames = below(HELD_FRAMES + 1, in.readUnsignedByte());
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
