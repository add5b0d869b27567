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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Real networks out of a store that hangs, whatever interrupts it, for the releases of one name: each opening is let pass by the test. */
final class StuckScorers implements ScorerSource {

    private static final long serialVersionUID = 1L;

    /** Static, as Flink copies a source by serialization; a test's own each, as a thread of an earlier one may still hang. */
    private static final Map<Integer, Gate> GATES = new ConcurrentHashMap<>();

    private final String stuckName;
    private final int number;

    StuckScorers(String stuckName) {
        this.stuckName = stuckName;
        number = GATES.size();
        GATES.put(number, new Gate());
    }

    private Gate gate() {
        return Objects.requireNonNull(GATES.get(number));
    }

    void letOnePass() {
        gate().passes.release();
    }

    void awaitBegun() throws InterruptedException {
        gate().begun.acquire();
    }

    void awaitClosed() throws InterruptedException {
        gate().closed.acquire();
    }

    /** Openings of the stuck name that nobody has waited for. */
    int begun() {
        return gate().begun.availablePermits();
    }

    /** Networks of the stuck name that were closed, which nobody has waited for. */
    int closed() {
        return gate().closed.availablePermits();
    }

    @Override
    public Scorer open(Release release) throws IOException, ModelRefused {
        Scorer real = ScorerSource.sharedInProcess(Device.cpu()).open(release);
        if (!release.name().equals(stuckName)) {
            return real;
        }
        gate().begun.release();
        gate().passes.acquireUninterruptibly();
        return new Told(real, gate());
    }

    private static final class Gate {

        final Semaphore begun = new Semaphore(0);
        final Semaphore passes = new Semaphore(0);
        final Semaphore closed = new Semaphore(0);
    }

    private record Told(Scorer real, Gate gate) implements Scorer {

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
            gate.closed.release();
        }
    }
}
