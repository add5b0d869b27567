package io.speecheq.inference.operator;

import java.io.Serializable;

/**
 * When a micro-batch is scored: as soon as it has so many windows, or its first has waited so long.
 *
 * @param windows to score, at least 1
 * @param waitMillis processing time, at least 0; with 0 nothing waits
 */
public record MicroBatchLimits(int windows, long waitMillis) implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final MicroBatchLimits STANDARD = new MicroBatchLimits(8, 20);

    public MicroBatchLimits {
        if (windows < 1) {
            throw new IllegalArgumentException("a micro-batch needs at least 1 window, not " + windows);
        }
        if (waitMillis < 0) {
            throw new IllegalArgumentException("waitMillis must not be negative, is " + waitMillis);
        }
    }

    /** 8 windows or 20 ms: little against a window's second, and enough for every call of a burst. */
    public static MicroBatchLimits standard() {
        return STANDARD;
    }
}
