package io.speecheq.inference.release;

import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.Scorer;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the network of a release that will serve soon, on a thread of its own, and holds it until the next one: the operator
 * that scores then finds it open. Where that fails, the scoring operator will say so, window by window.
 */
final class ReleasePreload implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReleasePreload.class);
    private static final int PATIENCE_SECONDS = 5;

    private final ScorerSource source;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread opening = new Thread(work, "release-preload");
        opening.setDaemon(true);
        return opening;
    });
    /** The loading thread's own. */
    private @Nullable Scorer held;

    ReleasePreload(ScorerSource source) {
        this.source = source;
    }

    void prepare(Release release) {
        thread.execute(() -> hold(release));
    }

    private void hold(Release release) {
        try {
            Scorer next = source.open(release);
            giveUp();
            held = next;
        } catch (IOException | ModelRefused | RuntimeException | LinkageError e) {
            LOGGER.warn(
                    "{} cannot be opened in this task manager, where it is to serve soon: {}",
                    release.title(),
                    e.getMessage());
        }
    }

    private void giveUp() {
        if (held != null) {
            held.close();
            held = null;
        }
    }

    /** Gives up what is held, as soon as nothing is being opened. */
    @Override
    public void close() {
        thread.execute(this::giveUp);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.info("A network is still being opened; it is closed right after.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
