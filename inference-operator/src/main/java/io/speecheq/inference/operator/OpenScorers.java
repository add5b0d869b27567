package io.speecheq.inference.operator;

import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.Scorer;
import io.speecheq.inference.release.Release;
import io.speecheq.inference.release.ScorerSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The networks that a subtask has open: the one that scored last and, for a while, the one before it, since channels that are
 * read from a backlog may be on both sides of a switch for long. A network that cannot be opened is tried again now and then, and
 * one whose opening lasts is waited for no longer than a patience; until it is there its windows fail, each for itself. Owned by
 * the thread that scores.
 */
final class OpenScorers implements AutoCloseable {

    /** An idle network is given up after this. */
    static final long KEPT_MILLIS = 60_000;

    /** What a network of some 20 MB may take to come from a store and warm up on a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private static final int MOST = 2;

    private final ScorerSource source;
    private final Duration patience;
    private final List<KeptScorer> kept = new ArrayList<>();
    private @Nullable KeptScorer current;
    private long failedOpenings;

    /** @param patience how long the thread that scores may be held up by an opening */
    OpenScorers(ScorerSource source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    /**
     * Opens the network that a task begins with, and waits for it as long as that takes.
     *
     * @throws IOException when its file cannot be fetched
     * @throws ModelRefused when its file must not serve
     */
    void begin(Release release, long nowMillis) throws IOException, ModelRefused, InterruptedException {
        KeptScorer first = keep(release, nowMillis);
        first.openOrThrow();
        current = first;
    }

    /** Whether that release's network is the one that is asked now. */
    boolean isCurrent(Release release, long nowMillis) {
        return current != null && current.release().equals(release) && !current.isToBeOpened(nowMillis);
    }

    /** Makes that release's network the one that is asked; the new one is there before an old one is given up. */
    void use(Release release, long nowMillis) throws InterruptedException {
        KeptScorer asked = kept.stream()
                .filter(one -> one.release().equals(release))
                .findFirst()
                .orElseGet(() -> keep(release, nowMillis));
        if (asked.isToBeOpened(nowMillis) && asked.open(patience, nowMillis)) {
            failedOpenings++;
        }
        current = asked;
        giveUpMoreThan(MOST);
    }

    private KeptScorer keep(Release release, long nowMillis) {
        KeptScorer next = new KeptScorer(release, source, nowMillis);
        kept.add(next);
        return next;
    }

    private void giveUpMoreThan(int most) {
        while (kept.size() > most) {
            giveUp(kept.stream()
                    .filter(one -> one != current)
                    .min(Comparator.comparingLong(KeptScorer::usedMillis))
                    .orElseThrow());
        }
    }

    private void giveUp(KeptScorer one) {
        kept.remove(one);
        one.giveUp();
    }

    /** The network that is asked now. */
    Scorer current() {
        if (current == null) {
            throw new IllegalStateException("no network was ever asked for");
        }
        return current.scorer();
    }

    /** Says that the network that is asked now was used. */
    void used(long nowMillis) {
        if (current != null) {
            current.used(nowMillis);
        }
    }

    /** Gives up what was not used for long; says whether anything but the current network is left. */
    boolean expire(long nowMillis) {
        List<KeptScorer> idle = kept.stream()
                .filter(one -> one != current && nowMillis - one.usedMillis() >= KEPT_MILLIS)
                .toList();
        idle.forEach(this::giveUp);
        return kept.size() > 1;
    }

    /** How often a network could not be opened. */
    long failedOpenings() {
        return failedOpenings;
    }

    @Override
    public void close() {
        current = null;
        for (KeptScorer one : List.copyOf(kept)) {
            giveUp(one);
        }
    }
}
