package io.speecheq.inference.model;

import io.speecheq.acoustics.features.FrameMatrix;
import java.util.List;

/** Tells the emotion of windows; held by whoever opened it, who closes it. */
public interface Scorer extends AutoCloseable {

    /** The release that scores, {@code name:version}. */
    String release();

    /** Which features it takes: their definition's fingerprint. */
    String featureFingerprint();

    /** Where it runs: {@code cpu} or {@code cuda:N}. */
    default String device() {
        return "cpu";
    }

    /** Windows that are worth waiting for before it is asked; 1 where more of them gain nothing. */
    default int batchWindows() {
        return 1;
    }

    /**
     * One score for each window, in order. A failure is that window's own score, never an exception.
     *
     * @param windows each {@code [frames][bands]} of natural-log mel energies, at least one frame
     * @throws IllegalStateException when closed
     */
    List<WindowScore> score(List<FrameMatrix> windows);

    /** Gives up the network; a second call does nothing. */
    @Override
    void close();
}
