package io.speecheq.inference.release;

import io.speecheq.inference.model.ModelRefused;

/**
 * A release that awaits its check.
 *
 * @param share of the calls that it is to score: 1 for a champion
 * @param aheadMillis by how much the broker's clock was ahead of the job's when it was offered, at least 0
 */
record Candidate(Release release, double share, long aheadMillis) {

    /** A broker's clock that is ahead by more is wrong, or the record's timestamp is not the broker's. */
    private static final long MOST_AHEAD_MILLIS = 600_000;

    /**
     * The candidate that is offered.
     *
     * @throws ModelRefused when its words are no release's, or its file lies in none of the stores
     */
    static Candidate of(ReleaseOffer offer, double share, ModelStores stores, long nowMillis) throws ModelRefused {
        Release release = offer.release();
        stores.requireHolding(release.uri());
        return new Candidate(release, share, aheadMillis(offer, nowMillis));
    }

    /** By how much the broker's clock was ahead when it got that offer. */
    static long aheadMillis(ReleaseOffer offer, long nowMillis) {
        return Math.max(0, Math.min(offer.recordMillis() - nowMillis, MOST_AHEAD_MILLIS));
    }

    /** Whether both ask for the same. */
    boolean isSameAs(Candidate other) {
        return release.equals(other.release) && share == other.share;
    }
}
