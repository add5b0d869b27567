package io.speecheq.inference.operator;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.inference.model.Device;
import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.Scorer;
import io.speecheq.inference.model.WindowScore;
import io.speecheq.inference.release.Release;
import io.speecheq.inference.release.ScorerSource;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Real networks out of a store that hangs, whatever interrupts it, for the releases of one name: each opening is let pass by the test. */
final class StuckScorers implements ScorerSource {

    private static final long serialVersionUID = 1L;

    /** Static, as Flink copies a source by serialization. */
    static final Semaphore OPENINGS = new Semaphore(0);

    /** One for every opening that has come to its end. */
    static final Semaphore OPENED = new Semaphore(0);

    /** One for every network of the stuck name that was closed. */
    static final Semaphore CLOSED = new Semaphore(0);

    static final AtomicInteger BEGUN = new AtomicInteger();

    private final String stuckName;

    StuckScorers(String stuckName) {
        this.stuckName = stuckName;
        OPENINGS.drainPermits();
        OPENED.drainPermits();
        CLOSED.drainPermits();
        BEGUN.set(0);
    }

    /** Lets an opening pass that nobody waits for any more. */
    static void awaitLateClose() throws InterruptedException {
        OPENINGS.release();
        CLOSED.acquire();
    }

    @Override
    public Scorer open(Release release) throws IOException, ModelRefused {
        Scorer real = ScorerSource.sharedInProcess(Device.cpu()).open(release);
        if (!release.name().equals(stuckName)) {
            return real;
        }
        BEGUN.incrementAndGet();
        OPENINGS.acquireUninterruptibly();
        OPENED.release();
        return new Told(real);
    }

    private record Told(Scorer real) implements Scorer {

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
            return real.score(windows);
        }

        @Override
        public void close() {
            real.close();
            CLOSED.release();
        }
    }
}
