package io.speecheq.systemtests.cluster;

import io.speecheq.app.history.ToldCall;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Keeps calls coming on the topics that history reads, one after the other, as the job tells of them; on two days. */
final class ToldCalls implements AutoCloseable {

    private static final Instant FIRST_CALL = Instant.parse("2026-05-27T23:50:00Z");
    private static final int EVERY_MILLIS = 250;
    private static final long PATIENCE_MINUTES = 2;

    private final Random random;
    private final Map<String, String> connection;
    private volatile boolean isOver;
    private CompletableFuture<Integer> told = CompletableFuture.completedFuture(0);

    ToldCalls(long seed, Map<String, String> connection) {
        this.random = new Random(seed);
        this.connection = connection;
    }

    void start() {
        told = CompletableFuture.supplyAsync(() -> {
            int calls = 0;
            while (!isOver) {
                Instant start = FIRST_CALL.plusSeconds(10L * calls);
                new ToldCall("call-" + calls, start, 5 + random.nextInt(30), random.nextLong()).publish(connection);
                calls++;
                pause();
            }
            return calls;
        });
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("asked to end", e);
        }
    }

    /** No more after this one: returns how many calls the broker has, to their end. */
    int finish() throws Exception {
        isOver = true;
        return told.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        isOver = true;
    }
}
