package io.speecheq.schemas.card;

/** The confidence interval of a measured value; the evaluation's protocol says at which level and how it was found. */
public record Interval(double low, double high) {

    public Interval {
        Checks.finite("lower bound", low);
        Checks.finite("upper bound", high);
        if (low > high) {
            throw new IllegalArgumentException("an interval cannot run from " + low + " to " + high);
        }
    }
}
