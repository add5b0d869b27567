package io.speecheq.inference.model;

import io.speecheq.acoustics.features.FrameMatrix;
import java.util.List;

/** How windows are given to a network on its device. Any number of threads may score; it owns the session and closes it. */
interface Execution extends AutoCloseable {

    /** One score for each window, in order; see {@link Scorer#score}. */
    List<WindowScore> score(List<FrameMatrix> windows);

    /** The device's name: {@code cpu} or {@code cuda:N}. */
    String device();

    /** Windows that are worth waiting for before a run; 1 where more of them gain nothing. */
    int batchWindows();

    @Override
    void close();
}
