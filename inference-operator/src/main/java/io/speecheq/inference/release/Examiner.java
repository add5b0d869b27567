package io.speecheq.inference.release;

import java.util.Optional;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Has one release checked at a time, on another thread, and gives up one whose check does not end; of those that are to be
 * checked meanwhile the newest counts. Owned by the task's thread.
 */
final class Examiner implements AutoCloseable {

    /** Takes what came of a candidate's check, on the task's thread; the reason of a refusal, or nothing. */
    interface Verdict {
        void given(Candidate candidate, Optional<String> refusal);
    }

    private final ReleaseLoader loader;
    private final ProcessingTimeService time;
    private final long patienceMillis;
    private final Verdict verdict;
    private Optional<Candidate> pending = Optional.empty();
    private @Nullable Candidate underCheck;

    /** @param patienceMillis after which a check that has not ended counts as a refusal */
    Examiner(
            ReleaseCheck check,
            MailboxExecutor mailbox,
            ProcessingTimeService time,
            long patienceMillis,
            Verdict verdict) {
        loader = new ReleaseLoader(check, mailbox, this::checked);
        this.time = time;
        this.patienceMillis = patienceMillis;
        this.verdict = verdict;
    }

    /** The candidate whose verdict is to come. */
    Optional<Candidate> pending() {
        return pending;
    }

    /** Takes a candidate that was pending before a restart; its check begins with {@link #open}. */
    void restore(Optional<Candidate> candidate) {
        pending = candidate;
    }

    void open() {
        pending.ifPresent(this::begin);
    }

    /** Has that candidate checked, in place of the pending one. */
    void examine(Candidate candidate) {
        pending = Optional.of(candidate);
        if (underCheck == null) {
            begin(candidate);
        }
    }

    /** No verdict is wanted any more. */
    void forget() {
        pending = Optional.empty();
    }

    private void begin(Candidate candidate) {
        underCheck = candidate;
        loader.begin(candidate);
        // Flink cancels its timers when the task ends; their failures are the task's.
        var unused =
                time.registerTimer(time.getCurrentProcessingTime() + patienceMillis, nowMillis -> giveUp(candidate));
    }

    /** Identity is meant: the same candidate may be checked again, after this check has ended. */
    @SuppressWarnings("ReferenceEquality")
    private void giveUp(Candidate candidate) {
        if (underCheck == candidate) {
            loader.abandon();
            checked(
                    candidate,
                    Optional.of(candidate.release().uri() + " was not there after " + patienceMillis / 1_000
                            + " s: see that the job reaches it, and offer it again"));
        }
    }

    @SuppressWarnings("ReferenceEquality") // as above
    private void checked(Candidate candidate, Optional<String> refusal) {
        if (underCheck != candidate) {
            return;
        }
        underCheck = null;
        Optional<Candidate> wanted = pending;
        if (wanted.isPresent() && !wanted.get().isSameAs(candidate)) {
            begin(wanted.get());
        } else if (wanted.isPresent()) {
            pending = Optional.empty();
            verdict.given(wanted.get(), refusal);
        }
    }

    @Override
    public void close() {
        loader.close();
    }
}
