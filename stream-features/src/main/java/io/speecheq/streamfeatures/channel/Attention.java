package io.speecheq.streamfeatures.channel;

/**
 * Since when an operator has been listening without a break. Silence says something about a channel only while it is
 * listened to: after a restart, or after the task was blocked, what was sent meanwhile has yet to be read. Owned by one
 * thread.
 */
final class Attention {

    private final long idleTimeoutMillis;
    private final long breakMillis;
    private long sinceMillis;

    /**
     * Begins to listen.
     *
     * @param idleTimeoutMillis silence after which a channel is idle; a tenth of it without listening is a break
     */
    Attention(long idleTimeoutMillis, long nowMillis) {
        this.idleTimeoutMillis = idleTimeoutMillis;
        this.breakMillis = Math.max(idleTimeoutMillis / 10, 1);
        this.sinceMillis = nowMillis;
    }

    /** Says that something due, or begun, at one moment is only done at a later one. */
    void waited(long fromMillis, long nowMillis) {
        if (nowMillis - fromMillis > breakMillis) {
            sinceMillis = nowMillis;
        }
    }

    /** When a channel that was last heard at that time is idle, should it stay silent. */
    long idleAtMillis(long heardMillis) {
        return Math.max(heardMillis, sinceMillis) + idleTimeoutMillis;
    }
}
