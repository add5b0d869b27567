package io.speecheq.dashboard.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a thread of Kafka Streams that fails: another takes its place, after a pause, else one that fails again
 * at once would keep a processor busy with it. Each pause is twice the one before, up to {@link #LONGEST_PAUSE}, until
 * nothing has failed for {@link #CALM}. Until the pause is over Kafka Streams takes the thread for a running one, so that
 * it waits is told here. Thread-safe.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Longer than the longest pause, and what a thread takes to fail after it. */
    static final Duration CALM = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);

    private final Clock clock;
    private final Pause pause;
    private final AtomicInteger waiting = new AtomicInteger();
    private Duration next = FIRST_PAUSE;
    private Instant calmFrom = Instant.MIN;

    /** How a thread waits. */
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    ThreadReplacement(Clock clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        Duration wait = nextPause();
        LOG.error(
                "a thread of the dashboard failed and is replaced in {} ms: {}",
                wait.toMillis(),
                cause(failure),
                failure);
        waiting.incrementAndGet();
        try {
            pause.of(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Whether a thread has failed and is not replaced yet: its share of the calls stands still. */
    boolean isWaiting() {
        return waiting.get() > 0;
    }

    private synchronized Duration nextPause() {
        Instant now = clock.instant();
        Duration wait = now.isBefore(calmFrom) ? next : FIRST_PAUSE;
        Duration twice = wait.multipliedBy(2);
        next = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        calmFrom = now.plus(CALM);
        return wait;
    }

    /** The innermost cause in one line: what stands around it says only that a thread failed. */
    static String cause(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.toString().lines().findFirst().orElse("");
    }
}
