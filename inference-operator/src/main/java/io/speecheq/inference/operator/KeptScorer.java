package io.speecheq.inference.operator;

import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.Scorer;
import io.speecheq.inference.release.Release;
import io.speecheq.inference.release.ScorerSource;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One release's network in a subtask. It is waited for where it opens as quickly as networks do; where it does not, a stand-in
 * fails on its windows until it comes, and where it cannot be opened, until a later try. Owned by the thread that scores.
 */
final class KeptScorer {

    private static final long FIRST_RETRY_MILLIS = 1_000;
    private static final long LONGEST_RETRY_MILLIS = 60_000;

    /** A failure that takes more than this part of the patience is a slow one. */
    private static final int SLOW_PART = 10;

    private static final Logger LOGGER = LoggerFactory.getLogger(KeptScorer.class);

    private final Release release;
    private final ScorerSource source;
    private Scorer scorer;
    private boolean isOpen;
    private @Nullable NetworkOpening opening;
    /** An opening has lasted for longer than was waited, or failed slowly: no later one of it is waited for. */
    private boolean isSlow;

    private long retryAfterMillis = FIRST_RETRY_MILLIS;
    private long retryAtMillis;
    private long usedMillis;

    KeptScorer(Release release, ScorerSource source, long nowMillis) {
        this.release = release;
        this.source = source;
        this.scorer = new UnopenedScorer(release, "nobody has asked for it");
        this.retryAtMillis = nowMillis;
        this.usedMillis = nowMillis;
    }

    Release release() {
        return release;
    }

    /** The network, or what stands for it. */
    Scorer scorer() {
        return scorer;
    }

    void used(long nowMillis) {
        usedMillis = nowMillis;
    }

    long usedMillis() {
        return usedMillis;
    }

    /** Whether {@link #open} would change anything now. */
    boolean isToBeOpened(long nowMillis) {
        NetworkOpening underWay = opening;
        return !isOpen && (underWay == null ? nowMillis >= retryAtMillis : underWay.hasEnded());
    }

    /**
     * Opens it, however long that takes.
     *
     * @throws IOException when its file cannot be fetched
     * @throws ModelRefused when its file must not serve
     */
    void openOrThrow() throws IOException, ModelRefused, InterruptedException {
        NetworkOpening begun = NetworkOpening.begin(source, release);
        opening = begun;
        begun.await(OpenScorers.FOR_EVER);
        take(begun);
    }

    /** Opens it, or takes what came of an opening that was not waited for; says whether it cannot be opened. */
    boolean open(Duration patience, long nowMillis) throws InterruptedException {
        NetworkOpening underWay = opening;
        Duration waited = Duration.ZERO;
        if (underWay == null) {
            underWay = NetworkOpening.begin(source, release);
            opening = underWay;
            // As the wait itself, by the machine's clock.
            long begunNanos = System.nanoTime();
            if (!underWay.await(isSlow ? Duration.ZERO : patience)) {
                standInFor(patience);
                return false;
            }
            waited = Duration.ofNanos(System.nanoTime() - begunNanos);
        }
        try {
            take(underWay);
            return false;
        } catch (IOException | ModelRefused | RuntimeException | LinkageError e) {
            isSlow |= waited.compareTo(patience.dividedBy(SLOW_PART)) > 0;
            retryLater(e, nowMillis + waited.toMillis());
            return true;
        }
    }

    private void take(NetworkOpening ended) throws IOException, ModelRefused {
        opening = null;
        scorer = ended.take();
        isOpen = true;
        if (isSlow) {
            LOGGER.info("{} is open in this task manager, and scores its windows from now on", release.title());
        }
    }

    private void standInFor(Duration patience) {
        if (!isSlow) {
            LOGGER.warn(
                    "{} is not open in this task manager after {} s, so that its windows say MODEL_FAILED until it is: see"
                            + " that {} answers",
                    release.title(),
                    patience.toSeconds(),
                    release.uri());
        }
        isSlow = true;
        scorer = new UnopenedScorer(release, "its opening still lasts");
    }

    private void retryLater(Throwable cause, long nowMillis) {
        LOGGER.warn(
                "{} cannot be opened in this task manager, so that its windows say MODEL_FAILED: {}",
                release.title(),
                cause.getMessage());
        scorer = new UnopenedScorer(release, String.valueOf(cause.getMessage()));
        retryAtMillis = nowMillis + retryAfterMillis;
        retryAfterMillis = Math.min(2 * retryAfterMillis, LONGEST_RETRY_MILLIS);
    }

    /** Waits for nothing but the network's own end. */
    void giveUp() {
        NetworkOpening underWay = opening;
        opening = null;
        if (underWay != null) {
            underWay.giveUp();
        }
        scorer.close();
    }
}
