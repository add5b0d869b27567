package io.speecheq.streamfeatures.channel;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Since when an operator has been listening to the present without a break. Silence says something about a channel only
 * while it is listened to: after a restart, after the task was blocked, and while a backlog is worked off, what was sent
 * meanwhile has yet to be read. Where several channels are open and nothing at all is read for half the timeout, it is rather
 * the topic that is silent than all publishers at once. Owned by one thread.
 */
final class Attention {

    /** Records that are old for longer than this are taken for records of a publisher whose clock is wrong. */
    static final Duration LONGEST_CATCH_UP = Duration.ofHours(6);

    /** For so long publishers resend what a broker does not take; a topic that is silent for longer delays no end further. */
    static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);

    private static final long NEVER = Long.MIN_VALUE;

    private final BooleanSupplier isReading;
    private final long idleTimeoutMillis;
    private final long breakMillis;
    private final long backlogMillis;
    private long sinceMillis;
    private long behindFromMillis = NEVER;
    private long behindUntilMillis = NEVER;
    private long readMillis;
    /** When the first record came after a silence of everything. */
    private long readAgainMillis = NEVER;

    /**
     * Begins to listen.
     *
     * @param idleTimeoutMillis silence after which a channel is idle; a tenth of it without listening is a break,
     *     records half as old are a backlog, and half of it without any record is a silence of the topic
     * @param isReading whether the task takes in records now; it may not although its timers fire on time
     */
    Attention(long idleTimeoutMillis, BooleanSupplier isReading, long nowMillis) {
        this.isReading = isReading;
        this.idleTimeoutMillis = idleTimeoutMillis;
        this.breakMillis = Math.max(idleTimeoutMillis / 10, 1);
        this.backlogMillis = Math.max(idleTimeoutMillis / 2, 1);
        this.sinceMillis = nowMillis;
        this.readMillis = nowMillis;
    }

    /**
     * Says that something due, or begun, at one moment is done at a later one. That the task does not read is a break too, once it
     * has not for as long: the output of a busy job is full for a moment again and again.
     */
    void waited(long fromMillis, long nowMillis) {
        boolean isHeldUp = nowMillis - readMillis > breakMillis && !isReading.getAsBoolean();
        if (isHeldUp || nowMillis - fromMillis > breakMillis) {
            sinceMillis = nowMillis;
        }
    }

    /**
     * Says that a record has been read that its topic has had since then. An old one is part of a backlog: the newer ones of
     * other channels may be anywhere behind it.
     *
     * @param recordMillis the record's timestamp; 0 or less where it has none
     */
    void read(long recordMillis, long nowMillis) {
        if (isCutOff(nowMillis)) {
            readAgainMillis = nowMillis;
        }
        readMillis = nowMillis;
        if (recordMillis <= 0 || nowMillis - recordMillis <= backlogMillis) {
            return;
        }
        if (behindUntilMillis == NEVER || nowMillis - behindUntilMillis > idleTimeoutMillis) {
            behindFromMillis = nowMillis;
        }
        behindUntilMillis = nowMillis;
        if (nowMillis - behindFromMillis <= LONGEST_CATCH_UP.toMillis()) {
            sinceMillis = nowMillis;
        }
    }

    private boolean isCutOff(long nowMillis) {
        return nowMillis - readMillis >= backlogMillis;
    }

    /** When a channel that was last heard at that time is idle, should it stay silent. */
    long idleAtMillis(long heardMillis) {
        return Math.max(heardMillis, sinceMillis) + idleTimeoutMillis;
    }

    /**
     * When one of several open channels, which was last heard at that time, is idle, should it stay silent: a silence of
     * everything is not held against it, up to {@link #LONGEST_OUTAGE}.
     */
    long idleAmongOthersAtMillis(long heardMillis, long nowMillis) {
        long idleAtMillis = idleAtMillis(heardMillis);
        long hearingFromMillis = isCutOff(nowMillis) ? nowMillis : readAgainMillis;
        return Math.max(
                idleAtMillis,
                Math.min(hearingFromMillis + idleTimeoutMillis, idleAtMillis + LONGEST_OUTAGE.toMillis()));
    }
}
