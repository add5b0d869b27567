package io.speecheq.inference.operator;

/**
 * How much a thread may work: a share of the time that passes. Credit grows with time, up to what one second gives; work
 * spends it, and whoever is in debt waits. So in any stretch of time the work is at most the share of it, and of one second
 * more, and the piece of work that went into debt. One thread owns it.
 */
final class WorkBudget {

    private static final double LONGEST_SAVING_NANOS = 1e9;

    private double creditNanos;
    private long knownNanos;

    WorkBudget(long nowNanos) {
        knownNanos = nowNanos;
    }

    /**
     * How long to wait before the next piece of work.
     *
     * @param share of the time since it was asked last, over 0 to 1
     */
    long waitNanos(double share, long nowNanos) {
        double grown = creditNanos + share * (nowNanos - knownNanos);
        creditNanos = Math.min(grown, share * LONGEST_SAVING_NANOS);
        knownNanos = nowNanos;
        return creditNanos >= 0 ? 0 : (long) Math.ceil(-creditNanos / share);
    }

    /** Tells of a piece of work. */
    void spend(long nanos) {
        creditNanos -= nanos;
    }
}
