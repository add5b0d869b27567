package io.speecheq.inference.operator;

import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.Scorer;
import io.speecheq.inference.release.Release;
import io.speecheq.inference.release.ScorerSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The networks that a subtask has open: the one that scored last and, for a while, the one before it, since channels that are
 * read from a backlog may be on both sides of a switch for long. A network that cannot be opened is tried again now and then;
 * until then its windows fail, each for itself. Owned by the task's thread.
 */
final class OpenScorers implements AutoCloseable {

    /** An idle network is given up after this. */
    static final long KEPT_MILLIS = 60_000;

    private static final int MOST = 2;
    private static final long FIRST_RETRY_MILLIS = 1_000;
    private static final long LONGEST_RETRY_MILLIS = 60_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(OpenScorers.class);

    /** One network, or the failure to open it. */
    private static final class Held {

        private final Release release;
        private final Scorer scorer;
        /** 0 where the network is open. */
        private final long retryAfterMillis;

        private long retryAtMillis;
        private long usedMillis;

        Held(Release release, Scorer scorer, long retryAfterMillis, long nowMillis) {
            this.release = release;
            this.scorer = scorer;
            this.retryAfterMillis = retryAfterMillis;
            this.retryAtMillis = nowMillis + retryAfterMillis;
            this.usedMillis = nowMillis;
        }

        boolean isToBeTriedAgain(long nowMillis) {
            return retryAfterMillis > 0 && nowMillis >= retryAtMillis;
        }
    }

    private final ScorerSource source;
    private final List<Held> held = new ArrayList<>();
    private @Nullable Held current;
    private long failedOpenings;

    OpenScorers(ScorerSource source) {
        this.source = source;
    }

    /**
     * Opens the network that a task begins with.
     *
     * @throws IOException when its file cannot be fetched
     * @throws ModelRefused when its file must not serve
     */
    void begin(Release release, long nowMillis) throws IOException, ModelRefused {
        take(new Held(release, source.open(release), 0, nowMillis));
    }

    /** Whether that release's network is the one that is asked now. */
    boolean isCurrent(Release release, long nowMillis) {
        return current != null && current.release.equals(release) && !current.isToBeTriedAgain(nowMillis);
    }

    /** Makes that release's network the one that is asked; the new one is there before an old one is given up. */
    void use(Release release, long nowMillis) {
        Held known = held.stream()
                .filter(one -> one.release.equals(release))
                .findFirst()
                .orElse(null);
        if (known == null || known.isToBeTriedAgain(nowMillis)) {
            take(open(release, known == null ? FIRST_RETRY_MILLIS : 2 * known.retryAfterMillis, nowMillis));
            if (known != null) {
                giveUp(known);
            }
        } else {
            current = known;
        }
        giveUpMoreThan(MOST);
    }

    private void take(Held next) {
        held.add(next);
        current = next;
    }

    private Held open(Release release, long retryAfterMillis, long nowMillis) {
        try {
            return new Held(release, source.open(release), 0, nowMillis);
        } catch (IOException | ModelRefused | RuntimeException | LinkageError e) {
            failedOpenings++;
            LOGGER.warn(
                    "{} cannot be opened in this task manager, so that its windows say MODEL_FAILED: {}",
                    release.title(),
                    e.getMessage());
            long nextMillis = Math.min(retryAfterMillis, LONGEST_RETRY_MILLIS);
            return new Held(
                    release, new UnopenedScorer(release, String.valueOf(e.getMessage())), nextMillis, nowMillis);
        }
    }

    private void giveUpMoreThan(int most) {
        while (held.size() > most) {
            giveUp(held.stream()
                    .filter(one -> one != current)
                    .min(Comparator.comparingLong(one -> one.usedMillis))
                    .orElseThrow());
        }
    }

    private void giveUp(Held one) {
        held.remove(one);
        one.scorer.close();
    }

    /** The network that is asked now. */
    Scorer current() {
        if (current == null) {
            throw new IllegalStateException("no network was ever asked for");
        }
        return current.scorer;
    }

    /** Says that the network that is asked now was used. */
    void used(long nowMillis) {
        if (current != null) {
            current.usedMillis = nowMillis;
        }
    }

    /** Gives up what was not used for long; says whether anything but the current network is left. */
    boolean expire(long nowMillis) {
        List<Held> idle = held.stream()
                .filter(one -> one != current && nowMillis - one.usedMillis >= KEPT_MILLIS)
                .toList();
        idle.forEach(this::giveUp);
        return held.size() > 1;
    }

    /** How often a network could not be opened. */
    long failedOpenings() {
        return failedOpenings;
    }

    @Override
    public void close() {
        current = null;
        for (Held one : List.copyOf(held)) {
            giveUp(one);
        }
    }
}
