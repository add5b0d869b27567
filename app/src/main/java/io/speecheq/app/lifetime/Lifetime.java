package io.speecheq.app.lifetime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a process that serves: until it is told to end, or Ctrl-C. What it owns is closed once, in reverse order, by the thread that closes
 * the lifetime; on Ctrl-C the process waits for that.
 */
public final class Lifetime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);
    private static final int PATIENCE_SECONDS = 15;

    private final CompletableFuture<Void> ending = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();

    private Lifetime() {}

    /** Of this process; Ctrl-C ends it. */
    public static Lifetime ofProcess() {
        Lifetime lifetime = new Lifetime();
        Runtime.getRuntime().addShutdownHook(new Thread(lifetime::endAndWait, "ending"));
        return lifetime;
    }

    /** Of a part of a process; only {@link #end} ends it. */
    public static Lifetime ofPart() {
        return new Lifetime();
    }

    /** Takes something over, to close it at the end. */
    public synchronized <T extends AutoCloseable> T owns(T thing) {
        owned.push(thing);
        return thing;
    }

    /** Asks for the end; whoever waits for it then closes. */
    public void end() {
        ending.complete(null);
    }

    public boolean isEnding() {
        return ending.isDone();
    }

    /** Done as soon as the end is asked for. */
    public CompletableFuture<Void> ending() {
        return ending;
    }

    private void endAndWait() {
        end();
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.info("not everything was closed within {} s", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        end();
        while (!owned.isEmpty()) {
            AutoCloseable thing = owned.pop();
            try {
                thing.close();
            } catch (Exception e) {
                // The others must be closed all the same, and the process ends: there is nobody left to act on it.
                LOG.info("closing {} failed", thing.getClass().getSimpleName(), e);
            }
        }
        closed.countDown();
    }
}
