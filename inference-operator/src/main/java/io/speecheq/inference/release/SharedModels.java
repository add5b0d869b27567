package io.speecheq.inference.release;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.inference.model.Device;
import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.Scorer;
import io.speecheq.inference.model.WindowScore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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

    /** The network of a release, opened if nobody has it open. */
    Scorer lease(Release release) throws IOException, ModelRefused {
        while (true) {
            Shared shared = bySha256.computeIfAbsent(release.sha256(), Shared::new);
            Scorer lease = shared.lease(release);
            if (lease != null) {
                return lease;
            }
            // Another thread was giving back the last lease: that network is gone, and so is its entry.
        }
    }

    /** One open network and how many hold it. Its lock orders opening, leasing and closing. */
    private final class Shared {

        private final String sha256;
        private @Nullable Scorer model;
        private int leases;
        private boolean retired;

        Shared(String sha256) {
            this.sha256 = sha256;
        }

        synchronized @Nullable Scorer lease(Release release) throws IOException, ModelRefused {
            if (retired) {
                return null;
            }
            Scorer open = model;
            if (open == null) {
                open = openOrRetire(release);
                model = open;
            }
            leases++;
            return new Lease(open, this);
        }

        private Scorer openOrRetire(Release release) throws IOException, ModelRefused {
            boolean opened = false;
            try {
                Scorer open = opening.open(release);
                opened = true;
                return open;
            } finally {
                if (!opened) {
                    retire();
                }
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
