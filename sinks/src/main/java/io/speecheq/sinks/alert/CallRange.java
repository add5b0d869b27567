package io.speecheq.sinks.alert;

/**
 * The part of a call that a rule looks at: from one place to another, in media time or in shares of the call.
 *
 * @param isRelative whether the places are shares of the call, 0..1, which are known once it is over; else milliseconds
 */
record CallRange(boolean isRelative, double from, double to) {

    static final CallRange WHOLE = new CallRange(false, 0, Double.POSITIVE_INFINITY);

    CallRange {
        if (!(from >= 0 && from < to) || (isRelative && to > 1)) {
            throw new IllegalArgumentException("a range goes forward within the call, not from " + from + " to " + to);
        }
    }

    /** Where it begins in a call of that length. */
    long fromMillis(long callMillis) {
        return Math.round(isRelative ? from * callMillis : Math.min(from, (double) callMillis));
    }

    /** Where it ends in a call of that length, exclusive. */
    long toMillis(long callMillis) {
        return Math.round(isRelative ? to * callMillis : Math.min(to, (double) callMillis));
    }

    /** Whether that moment of a call that still lasts lies in it. */
    boolean covers(long millis) {
        return !isRelative && millis >= from && millis < to;
    }
}
