package io.speecheq.inference.operator;

import io.speecheq.inference.model.ScoringFailure;
import io.speecheq.inference.model.WindowScore;
import io.speecheq.inference.release.ScorerSource;
import io.speecheq.inference.window.EmotionWindows;
import io.speecheq.schemas.record.EmotionWindow;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that scores a subtask's challenged windows, one after the other, with sessions of its own. It works no larger
 * share of the time than the challenge has of the calls, opening networks included; what comes while
 * {@value #MOST_WAITING} windows wait is turned away. The task's thread owns it, never waits for it but at the end, and takes its
 * events by mail. There is no thread before the first window, and no open network a while after the last.
 */
final class ChallengerThread implements AutoCloseable {

    /** Some 6 MB of features. */
    static final int MOST_WAITING = 64;

    private static final Logger LOGGER = LoggerFactory.getLogger(ChallengerThread.class);
    private static final int PATIENCE_SECONDS = 5;

    /** Takes an event, on the task's thread. */
    interface Listener {
        void scored(ChallengedWindow window, EmotionWindow event);
    }

    private final OpenScorers scorers;
    private final MailboxExecutor mailbox;
    private final Listener listener;
    private final BlockingQueue<ChallengedWindow> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private @Nullable ExecutorService thread;

    ChallengerThread(ScorerSource source, MailboxExecutor mailbox, Listener listener) {
        // Nobody is held up while this thread waits for a network; what comes meanwhile is turned away.
        scorers = new OpenScorers(source, OpenScorers.FOR_EVER);
        this.mailbox = mailbox;
        this.listener = listener;
    }

    /** Takes a window, or says that too many wait. */
    boolean offer(ChallengedWindow window) {
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(work -> {
                Thread scoring = new Thread(work, "challenger");
                scoring.setDaemon(true);
                return scoring;
            });
            thread.execute(this::run);
        }
        return waiting.offer(window);
    }

    private void run() {
        WorkBudget budget = new WorkBudget(System.nanoTime());
        try {
            while (!Thread.currentThread().isInterrupted()) {
                ChallengedWindow next = waiting.poll(OpenScorers.KEPT_MILLIS, TimeUnit.MILLISECONDS);
                if (next == null) {
                    scorers.close();
                } else {
                    TimeUnit.NANOSECONDS.sleep(budget.waitNanos(next.challenge().share(), System.nanoTime()));
                    long begunNanos = System.nanoTime();
                    EmotionWindow event = event(next);
                    budget.spend(System.nanoTime() - begunNanos);
                    mailbox.execute(() -> listener.scored(next, event), "challenger scored");
                }
            }
        } catch (InterruptedException | RejectedExecutionException e) {
            LOGGER.debug(
                    "The task has ended: nobody waits for what its challenger makes of {} windows", waiting.size());
        } catch (RuntimeException | Error e) {
            // Thrown again on the task's thread: a challenger that has ended in silence would look like one that is
            // slow.
            fail(e);
        } finally {
            scorers.close();
        }
    }

    private void fail(Throwable cause) {
        try {
            mailbox.execute(
                    () -> {
                        throw new IllegalStateException("the challenger's thread has ended", cause);
                    },
                    "challenger failed");
        } catch (RejectedExecutionException e) {
            LOGGER.warn("The task has ended, and its challenger's thread failed", cause);
        }
    }

    private EmotionWindow event(ChallengedWindow next) throws InterruptedException {
        long nowMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        if (!scorers.isCurrent(next.challenge().release(), nowMillis)) {
            scorers.use(next.challenge().release(), nowMillis);
        }
        WindowScore score = score(next);
        scorers.used(nowMillis);
        scorers.expire(nowMillis);
        return EmotionWindows.scored(next.window(), score, scorers.current().release());
    }

    /** A challenger that breaks its contract costs the job nothing but the window. */
    private WindowScore score(ChallengedWindow next) {
        try {
            return scorers.current().score(List.of(next.window().frames())).get(0);
        } catch (RuntimeException | LinkageError e) {
            LOGGER.warn("The challenger {} failed", next.challenge().release().title(), e);
            return new ScoringFailure(String.valueOf(e.getMessage()));
        }
    }

    /** Gives up what waits, and the networks as soon as the window under way is scored. */
    @Override
    public void close() {
        ExecutorService running = thread;
        if (running == null) {
            return;
        }
        running.shutdownNow();
        try {
            if (!running.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.info("A challenger still scores a window; its network is closed right after.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
