package io.speecheq.sinks.trajectory;

import java.io.Serializable;
import java.time.Duration;

/**
 * How trajectories are built and how often they are told.
 *
 * @param revisionInterval the least processing time between two revisions of a channel that lives; the last revision
 *     does not wait
 * @param missingPatience how long, in processing time, a closed channel waits for windows that have not come
 * @param tombstone how long, in processing time, an ended channel is remembered, so that nothing late revives it; with the
 *     patience shorter than whoever makes the windows remembers it, or the beginning of the same channel, sent again after
 *     that, would be taken for late
 */
public record TrajectoryOptions(
        TrajectorySpec spec, Duration revisionInterval, Duration missingPatience, Duration tombstone)
        implements Serializable {

    private static final TrajectoryOptions STANDARD = new TrajectoryOptions(
            TrajectorySpec.standard(), Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(55));

    public TrajectoryOptions {
        if (revisionInterval.isNegative() || missingPatience.isNegative() || tombstone.isNegative()) {
            throw new IllegalArgumentException("durations must not be negative: revisionInterval " + revisionInterval
                    + ", missingPatience " + missingPatience + ", tombstone " + tombstone);
        }
    }

    /** The standard spec; a revision a second, a minute's patience, tombstones for 55 minutes. */
    public static TrajectoryOptions standard() {
        return STANDARD;
    }
}
