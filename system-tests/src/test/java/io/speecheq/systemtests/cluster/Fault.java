package io.speecheq.systemtests.cluster;

/**
 * What befalls a process.
 *
 * @param which of several processes of that role
 * @param afterMillis since the fault before was over
 * @param forMillis how long it is away or stands still
 */
record Fault(Kind kind, Role role, int which, long afterMillis, long forMillis) {

    /** How. */
    enum Kind {
        /** {@code kill -9}, and a new start. */
        KILL,
        /** {@code kill -STOP}, and {@code kill -CONT}. */
        PAUSE,
        /** {@code kill}, and a new start. */
        RESTART
    }
}
