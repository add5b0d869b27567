package io.speecheq.app.job;

import io.speecheq.inference.release.ModelStores;
import java.time.Duration;

/**
 * Which releases the job takes while it runs, and when.
 *
 * @param stores that releases may come from
 * @param lead from the decision on a release to the first audio that it scores, by the broker's clock
 */
public record ReleaseOptions(ModelStores stores, Duration lead) {

    private static final int CHECKPOINTS = 3;
    private static final Duration SHORTEST_USUAL = Duration.ofSeconds(5);

    /** So long that a checkpoint holds the decision by then, even if one fails. */
    static Duration usualLead(Duration checkpointInterval) {
        Duration lead = checkpointInterval.multipliedBy(CHECKPOINTS);
        return lead.compareTo(SHORTEST_USUAL) < 0 ? SHORTEST_USUAL : lead;
    }
}
