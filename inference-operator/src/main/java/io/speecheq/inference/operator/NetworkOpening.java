package io.speecheq.inference.operator;

import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.Scorer;
import io.speecheq.inference.release.Release;
import io.speecheq.inference.release.ScorerSource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A network that is being opened, on a thread of its own, since the store that it comes from may hang. Whoever began it takes what
 * came of it, or gives it up: a network that comes after that is closed at once. Owned by the thread that scores.
 */
final class NetworkOpening {

    private final CompletableFuture<Scorer> network = new CompletableFuture<>();
    private final Thread thread;

    private NetworkOpening(ScorerSource source, Release release) {
        thread = new Thread(() -> open(source, release), "network-opening");
        thread.setDaemon(true);
    }

    static NetworkOpening begin(ScorerSource source, Release release) {
        NetworkOpening opening = new NetworkOpening(source, release);
        opening.thread.start();
        return opening;
    }

    private void open(ScorerSource source, Release release) {
        Scorer opened;
        try {
            opened = source.open(release);
        } catch (IOException | ModelRefused | RuntimeException | Error e) {
            network.completeExceptionally(e);
            return;
        }
        if (!network.complete(opened)) {
            opened.close();
        }
    }

    /** Whether there is something to take. */
    boolean hasEnded() {
        return network.isDone();
    }

    /** Waits for the end, so long at most; says whether it has ended. */
    boolean await(Duration patience) throws InterruptedException {
        try {
            network.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            // That is an end too, and told to who takes it.
            return true;
        }
        return true;
    }

    /**
     * The network, the taker's from now on; once, and only after the end.
     *
     * @throws IOException when its file cannot be fetched
     * @throws ModelRefused when its file must not serve
     */
    Scorer take() throws IOException, ModelRefused {
        try {
            return network.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            } else if (e.getCause() instanceof ModelRefused cause) {
                throw cause;
            } else if (e.getCause() instanceof Error cause) {
                throw cause;
            } else if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Does not wait: the thread is told to end, and closes what comes all the same. */
    void giveUp() {
        if (network.cancel(false)) {
            thread.interrupt();
        } else if (!network.isCompletedExceptionally()) {
            network.join().close();
        }
    }
}
