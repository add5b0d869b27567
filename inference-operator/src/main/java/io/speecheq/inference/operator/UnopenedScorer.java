package io.speecheq.inference.operator;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.inference.model.Scorer;
import io.speecheq.inference.model.ScoringFailure;
import io.speecheq.inference.model.WindowScore;
import io.speecheq.inference.release.Release;
import java.util.Collections;
import java.util.List;

/** Stands for a network that could not be opened: it fails on every window. */
record UnopenedScorer(Release opened, String reason) implements Scorer {

    @Override
    public String release() {
        return opened.title();
    }

    @Override
    public String featureFingerprint() {
        return FeatureSpec.standard().fingerprint();
    }

    @Override
    public List<WindowScore> score(List<FrameMatrix> windows) {
        return Collections.nCopies(windows.size(), new ScoringFailure(release() + " could not be opened: " + reason));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
