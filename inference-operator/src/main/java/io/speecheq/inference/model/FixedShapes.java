package io.speecheq.inference.model;

import io.speecheq.acoustics.features.FrameMatrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The few shapes that a GPU sees: batches of 1, 2, 4 … windows, frames in steps. Every new shape costs a GPU allocations and a
 * search for kernels; padding costs little and changes no value, as the network heeds lengths.
 *
 * @param mostWindows of a batch, a power of two
 */
record FixedShapes(int mostWindows) {

    /** A window of 3 s, 298 frames, then has 300. */
    static final int FRAME_STEP = 100;

    FixedShapes {
        if (mostWindows < 1 || Integer.bitCount(mostWindows) != 1) {
            throw new IllegalArgumentException("a batch's most windows must be a power of two, not " + mostWindows);
        }
    }

    /** The batch with its last window repeated up to the next power of two; the rows behind are to be thrown away. */
    List<FrameMatrix> padded(List<FrameMatrix> windows) {
        List<FrameMatrix> rows = new ArrayList<>(windows);
        int wanted = windows.size() == 1 ? 1 : Integer.highestOneBit(windows.size() - 1) * 2;
        while (rows.size() < wanted) {
            rows.add(windows.get(windows.size() - 1));
        }
        return rows;
    }

    /** Frames of the batch: those of its longest window, rounded up. */
    int frames(List<FrameMatrix> windows) {
        int longest = windows.stream().mapToInt(FrameMatrix::frames).max().orElse(0);
        return (longest + FRAME_STEP - 1) / FRAME_STEP * FRAME_STEP;
    }

    /** A batch of each size, of windows of so many frames of silence, to run before anybody waits. */
    List<List<FrameMatrix>> warmUps(int frames, int bands) {
        FrameMatrix silence = FrameMatrix.copyOf(new float[frames * bands], frames, bands);
        List<List<FrameMatrix>> batches = new ArrayList<>();
        for (int windows = 1; windows <= mostWindows; windows *= 2) {
            batches.add(Collections.nCopies(windows, silence));
        }
        return batches;
    }
}
