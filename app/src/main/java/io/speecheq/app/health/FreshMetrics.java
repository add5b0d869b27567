package io.speecheq.app.health;

import java.io.IOException;

/**
 * Reads a job's metrics as they are now. Asked for metrics, Flink answers with what it knew before, at first with nothing, and
 * only then begins to collect them, at most every 10 s ({@code metrics.fetcher.update-interval}). So the first answer is thrown
 * away, and it is asked again until everything is told, or it never will be. One thread.
 */
final class FreshMetrics {

    private static final int MOST_ROUNDS = 10;
    private static final String GROUP = ".speecheq.";

    /** Lets the time go by that Flink needs to collect metrics: a second or two. */
    interface Pause {
        void pause() throws InterruptedException;
    }

    private final FlinkRest flink;
    private final Pause pause;

    FreshMetrics(FlinkRest flink, Pause pause) {
        this.flink = flink;
        this.pause = pause;
    }

    JobMetrics of(String jobId) throws IOException, InterruptedException {
        JobMetrics metrics = read(jobId);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            pause.pause();
            metrics = read(jobId);
            if (metrics.untold().isEmpty()) {
                return metrics;
            }
        }
        return metrics;
    }

    private JobMetrics read(String jobId) throws IOException, InterruptedException {
        return new JobMetrics(
                flink.jobMetric(jobId, JobMetrics.RESTARTS),
                flink.jobMetric(jobId, JobMetrics.UPTIME),
                flink.operatorMetrics(
                        jobId, name -> name.contains(GROUP) && !name.contains("_p") && !name.contains("_m")),
                flink.operatorTexts(jobId, GROUP + "release"));
    }
}
