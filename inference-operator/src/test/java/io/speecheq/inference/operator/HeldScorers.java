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

/**
 * Real networks, each of whose windows the test lets pass; on a window that has so many frames they throw, and on one of two
 * seconds an error.
 */
final class HeldScorers implements ScorerSource {

    private static final long serialVersionUID = 1L;

    /** Static, as Flink copies a source by serialization. */
    static final Semaphore WINDOWS = new Semaphore(0);

    static final AtomicInteger OPEN = new AtomicInteger();

    private static final int FRAMES_OF_TWO_SECONDS = 198;

    /** One more for every window that is being scored. */
    private static final Semaphore BEGUN = new Semaphore(0);

    private final int throwingFrames;

    HeldScorers(int throwingFrames) {
        this.throwingFrames = throwingFrames;
        WINDOWS.drainPermits();
        OPEN.set(0);
        BEGUN.drainPermits();
    }

    static void awaitBegin() throws InterruptedException {
        BEGUN.acquire();
    }

    @Override
    public Scorer open(Release release) throws IOException, ModelRefused {
        Scorer real = ScorerSource.sharedInProcess(Device.cpu()).open(release);
        OPEN.incrementAndGet();
        return new Held(real, throwingFrames);
    }

    private record Held(Scorer real, int throwingFrames) implements Scorer {

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
            BEGUN.release();
            WINDOWS.acquireUninterruptibly();
            if (windows.get(0).frames() == throwingFrames) {
                throw new IllegalStateException("injected");
            }
            if (windows.get(0).frames() == FRAMES_OF_TWO_SECONDS) {
                throw new StackOverflowError("injected");
            }
            return real.score(windows);
        }

        @Override
        public void close() {
            OPEN.decrementAndGet();
            real.close();
        }
    }
}
