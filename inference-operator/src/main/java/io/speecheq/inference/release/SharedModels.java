package io.speecheq.inference.release;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.inference.model.Device;
import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.Scorer;
import io.speecheq.inference.model.WindowScore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The networks that this process has open, one for each file however many subtasks score with it. The first lease opens
 * it, the last one given back closes it. Any thread may lease; who waits for a network that is being opened waits for
 * that one alone.
 */
final class SharedModels {

    private static final ConcurrentMap<Device, SharedModels> IN_PROCESS = new ConcurrentHashMap<>();

    /** Opens the network of a release. */
    interface Opening {
        Scorer open(Release release) throws IOException, ModelRefused;
    }

    private final Opening opening;
    private final ConcurrentMap<String, Shared> bySha256 = new ConcurrentHashMap<>();

    SharedModels(Opening opening) {
        this.opening = opening;
    }

    /** Those of the process on a device; under Flink, of one job in it, as each job has its own classes. */
    static SharedModels inProcess(Device device) {
        return IN_PROCESS.computeIfAbsent(
                device, place -> new SharedModels(release -> ReleaseFile.open(release, place)));
    }

    /**
     * The network of a release, opened if nobody has it open.
     *
     * @throws InterruptedIOException when interrupted while another thread opens it
     */
    Scorer lease(Release release) throws IOException, ModelRefused {
        while (true) {
            Shared mine = new Shared(release.sha256());
            Shared others = bySha256.putIfAbsent(release.sha256(), mine);
            Scorer lease = others == null ? mine.open(release) : others.await(release);
            if (lease != null) {
                return lease;
            }
            // The other could not open it, or was giving back the last lease: that network is gone, and so is its
            // entry.
        }
    }

    /** One open network and how many hold it. Its lock orders leasing and closing; nobody holds it while the network is opened. */
    private final class Shared {

        private final String sha256;
        private final CountDownLatch opened = new CountDownLatch(1);
        private @Nullable Scorer model;
        private int leases;
        private boolean retired;

        Shared(String sha256) {
            this.sha256 = sha256;
        }

        /** For the thread that made it. */
        @Nullable
        Scorer open(Release release) throws IOException, ModelRefused {
            try {
                hold(opening.open(release));
                return lease();
            } finally {
                retireUnlessLeased();
                opened.countDown();
            }
        }

        /** For every other thread: waits until it is open, or cannot be. */
        @Nullable
        Scorer await(Release release) throws InterruptedIOException {
            try {
                opened.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while another thread opens " + release.title());
            }
            return lease();
        }

        private synchronized void hold(Scorer open) {
            model = open;
        }

        private synchronized @Nullable Scorer lease() {
            Scorer open = model;
            if (retired || open == null) {
                return null;
            }
            leases++;
            return new Lease(open, this);
        }

        private synchronized void retireUnlessLeased() {
            if (leases == 0) {
                retire();
            }
        }

        synchronized void giveBack(Scorer open) {
            leases--;
            if (leases == 0) {
                retire();
                open.close();
            }
        }

        private void retire() {
            retired = true;
            bySha256.remove(sha256, this);
        }
    }

    /** One holder's claim on a network. */
    private static final class Lease implements Scorer {

        private final Scorer model;
        private final Shared shared;
        private final AtomicBoolean closed = new AtomicBoolean();

        Lease(Scorer model, Shared shared) {
            this.model = model;
            this.shared = shared;
        }

        @Override
        public String release() {
            return model.release();
        }

        @Override
        public String featureFingerprint() {
            return model.featureFingerprint();
        }

        @Override
        public String device() {
            return model.device();
        }

        @Override
        public int batchWindows() {
            return model.batchWindows();
        }

        @Override
        public List<WindowScore> score(List<FrameMatrix> windows) {
            if (closed.get()) {
                throw new IllegalStateException("the lease on " + model.release() + " was given back");
            }
            return model.score(windows);
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                shared.giveBack(model);
            }
        }
    }
}
