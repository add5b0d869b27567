package io.speecheq.inference.release;

import io.speecheq.inference.model.ModelRefused;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;

/**
 * Checks releases on a thread of its own, one after the other, and hands the results to the task's thread, which owns it.
 */
final class ReleaseLoader implements AutoCloseable {

    /** Takes what came of a check, on the task's thread; the reason of a refusal, or nothing. */
    interface Listener {
        void checked(Candidate candidate, Optional<String> refusal);
    }

    private final ReleaseCheck check;
    private final MailboxExecutor mailbox;
    private final Listener listener;
    private ExecutorService thread = newThread();

    ReleaseLoader(ReleaseCheck check, MailboxExecutor mailbox, Listener listener) {
        this.check = check;
        this.mailbox = mailbox;
        this.listener = listener;
    }

    void begin(Candidate candidate) {
        thread.execute(() -> {
            Optional<String> refusal = refusal(candidate.release());
            try {
                mailbox.execute(() -> listener.checked(candidate, refusal), "release checked");
            } catch (RejectedExecutionException e) {
                // The task has ended meanwhile: nobody waits for the result, and whoever restores checks again.
                return;
            }
        });
    }

    /** Leaves the check that is under way to itself, whose result may still come; the next has a new thread. */
    void abandon() {
        thread.shutdownNow();
        thread = newThread();
    }

    private Optional<String> refusal(Release release) {
        try {
            check.check(release);
            return Optional.empty();
        } catch (ModelRefused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Optional.of(release.uri() + " cannot be fetched by the job (" + inOneLine(e)
                    + "): see that every task manager reaches it, and offer it again");
        } catch (RuntimeException | LinkageError e) {
            return Optional.of(release.uri() + " cannot be opened by the job: " + inOneLine(e));
        }
    }

    private static String inOneLine(Throwable cause) {
        String words = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        String line = words.strip().replaceAll("\\s+", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "...";
    }

    private static ExecutorService newThread() {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "release-loader");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
