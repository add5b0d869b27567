package io.speecheq.app.ledger;

/** Kinds of what can be wrong with the topics, in the order in which they are told. */
public enum Problem {
    /** Bytes that are no record. */
    UNREADABLE("records that cannot be read"),
    /** A transaction that does not end keeps readers of committed records waiting. */
    HANGING_TRANSACTION("partitions whose last stable offset stands still"),
    /** Index 0 to n - 1 is not contiguous. */
    HOLE("stretches of windows missing"),
    /** The same value again. */
    DOUBLE("windows told more than once, with equal values"),
    /** The same place, other bytes. */
    DIFFERENT_VALUES("windows or trajectories told with different values"),
    /** No last revision of the trajectory. */
    NEVER_CLOSED("channels that were never closed"),
    /** Its last revision tells of other windows or lengths than there are. */
    TRAJECTORY_DISAGREES("trajectories that do not fit their windows"),
    /** All of its channels have ended, and its last record says that it goes on, or there is none. */
    CALL_NEVER_ENDED("calls whose end was never told"),
    /** Its last record lacks a channel, or has another number of windows than the channel's trajectory. */
    CALL_DISAGREES("calls that do not fit their channels"),
    /** Other values than the offline run. */
    NOT_AS_OFFLINE("differences from the offline run");

    private final String words;

    Problem(String words) {
        this.words = words;
    }

    /** What there is so many of. */
    public String words() {
        return words;
    }
}
