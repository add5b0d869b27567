package io.speecheq.inference.model;

import io.speecheq.acoustics.features.FrameMatrix;
import java.util.List;

/** Tells the emotion of windows; held by whoever opened it, who closes it. */
public interface Scorer extends AutoCloseable {

    /** The release that scores, {@code name:version}. */
    String release();

    /** Which features it takes: their definition's fingerprint. */
    String featureFingerprint();

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
