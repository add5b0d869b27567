package io.speecheq.inference.operator;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.inference.model.Device;
import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.Scorer;
import io.speecheq.inference.model.ScoringFailure;
import io.speecheq.inference.model.WindowScore;
import io.speecheq.inference.release.Release;
import io.speecheq.inference.release.ScorerSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real networks whose runtime fails on purpose: on every window that has so many frames. It counts what is open.
 */
final class FaultyScorers implements ScorerSource {

    private static final long serialVersionUID = 1L;

    /** Static, as Flink copies a source by serialization; every test begins with none open. */
    static final AtomicInteger OPEN = new AtomicInteger();

    /** How often one was opened. */
    static final AtomicInteger OPENINGS = new AtomicInteger();

    private final int failingFrames;

    private FaultyScorers(int failingFrames) {
        this.failingFrames = failingFrames;
    }

    static FaultyScorers failingOnFrames(int frames) {
        return new FaultyScorers(frames);
    }

    @Override
    public Scorer open(Release release) throws IOException, ModelRefused {
        Scorer real = ScorerSource.sharedInProcess(Device.cpu()).open(release);
        OPEN.incrementAndGet();
        OPENINGS.incrementAndGet();
        return new Faulty(real);
    }

    private final class Faulty implements Scorer {

        private final Scorer real;

        Faulty(Scorer real) {
            this.real = real;
        }

        @Override
        public String release() {
            return real.release();
        }

        @Override
        public String featureFingerprint() {
            return real.featureFingerprint();
        }

        @Override
        public List<WindowScore> score(List<FrameMatrix> windows) {
            List<WindowScore> scores = new ArrayList<>(real.score(windows));
            for (int i = 0; i < scores.size(); i++) {
                if (windows.get(i).frames() == failingFrames) {
                    scores.set(i, new ScoringFailure("injected"));
                }
            }
            return scores;
        }

        @Override
        public void close() {
            OPEN.decrementAndGet();
            real.close();
        }
    }
}
