package io.speecheq.acoustics.features;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * An immutable matrix of features, {@code [frames][bands]}, row-major: natural-log mel energies. A slice shares the memory
 * of the matrix it was cut from. Equal by value, bit for bit.
 */
public final class FrameMatrix {

    private final float[] rowMajor;
    private final int firstValue;
    private final int frames;
    private final int bands;

    private FrameMatrix(float[] rowMajor, int firstValue, int frames, int bands) {
        this.rowMajor = rowMajor;
        this.firstValue = firstValue;
        this.frames = frames;
        this.bands = bands;
    }

    /** A matrix of the first {@code frames * bands} values. */
    public static FrameMatrix copyOf(float[] rowMajor, int frames, int bands) {
        if (frames < 0 || bands <= 0) {
            throw new IllegalArgumentException(
                    "a matrix needs frames >= 0 and bands > 0, not " + frames + " x " + bands);
        }
        int values = Math.multiplyExact(frames, bands);
        if (values > rowMajor.length) {
            throw new IllegalArgumentException(
                    frames + " x " + bands + " frames need " + values + " values, there are " + rowMajor.length);
        }
        return new FrameMatrix(Arrays.copyOf(rowMajor, values), 0, frames, bands);
    }

    /** A matrix over that array itself, which its maker gives away. */
    static FrameMatrix owning(float[] rowMajor, int frames, int bands) {
        return new FrameMatrix(rowMajor, 0, frames, bands);
    }

    public int frames() {
        return frames;
    }

    public int bands() {
        return bands;
    }

    public float at(int frame, int band) {
        Objects.checkIndex(frame, frames);
        Objects.checkIndex(band, bands);
        return rowMajor[firstValue + frame * bands + band];
    }

    /** The frames from {@code from} up to, not including, {@code to}. */
    public FrameMatrix slice(int from, int to) {
        Objects.checkFromToIndex(from, to, frames);
        return new FrameMatrix(rowMajor, firstValue + from * bands, to - from, bands);
    }

    /** Copies one frame's bands into {@code target} from {@code offset} on. */
    public void copyFrameTo(int frame, float[] target, int offset) {
        Objects.checkIndex(frame, frames);
        System.arraycopy(rowMajor, firstValue + frame * bands, target, offset, bands);
    }

    /** Copies every value, row by row, into {@code target} from {@code offset} on. */
    public void copyTo(float[] target, int offset) {
        System.arraycopy(rowMajor, firstValue, target, offset, frames * bands);
    }

    /** Puts every value, row by row, at the buffer's position. */
    public void copyTo(FloatBuffer target) {
        target.put(rowMajor, firstValue, frames * bands);
    }

    /** Every value, row by row. */
    public float[] toArray() {
        return Arrays.copyOfRange(rowMajor, firstValue, firstValue + frames * bands);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FrameMatrix that
                && frames == that.frames
                && bands == that.bands
                && Arrays.equals(
                        rowMajor,
                        firstValue,
                        firstValue + frames * bands,
                        that.rowMajor,
                        that.firstValue,
                        that.firstValue + frames * bands);
    }

    @Override
    public int hashCode() {
        int hash = 31 * frames + bands;
        for (int i = firstValue; i < firstValue + frames * bands; i++) {
            hash = 31 * hash + Float.hashCode(rowMajor[i]);
        }
        return hash;
    }

    @Override
    public String toString() {
        return "FrameMatrix[" + frames + " x " + bands + "]";
    }
}
