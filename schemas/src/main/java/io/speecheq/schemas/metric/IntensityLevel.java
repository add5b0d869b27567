package io.speecheq.schemas.metric;

/** A quarter of the intensity scale, 0..4: [0, 1), [1, 2), [2, 3) and [3, 4]. */
public enum IntensityLevel {
    NEUTRAL,
    LOW,
    MEDIUM,
    HIGH
}
