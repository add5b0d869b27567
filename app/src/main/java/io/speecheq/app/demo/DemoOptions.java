package io.speecheq.app.demo;

import io.speecheq.app.history.HistoryConfiguration;
import io.speecheq.app.job.JobConfiguration;
import io.speecheq.app.replay.CallReplays.ReplayOptions;
import io.speecheq.dashboard.process.DashboardConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a demo does.
 *
 * @param bootstrapServers a Kafka to use; a broker of its own is started where there is none
 * @param data where topics and checkpoints are kept; a temporary folder where there is none
 * @param port of the dashboard; empty for 8080, or a free one where that is taken
 * @param job the job, but for the broker's address
 * @param history the places to keep what the topics tell in, by the keys of {@link HistoryConfiguration}; none at all
 *     where it is empty
 * @param exitWhenDone whether to end once every call has ended
 */
public record DemoOptions(
        Optional<String> bootstrapServers,
        Optional<Path> data,
        Optional<Integer> port,
        JobConfiguration job,
        ReplayOptions replay,
        Map<String, String> history,
        boolean exitWhenDone) {

    static final String JOB_NAME = "speecheq-demo";
    private static final String APPLICATION_ID = "speecheq-demo-dashboard";

    /** The job; on a Kafka of somebody else's under a name of its own, so that it does not move the offsets of theirs. */
    JobConfiguration jobAt(String servers) {
        JobConfiguration there = job.at(servers);
        return bootstrapServers.isPresent() ? there.named(JOB_NAME) : there;
    }

    /** The dashboard's; on a Kafka of somebody else's another than theirs, so that it takes no calls from it. */
    String applicationId() {
        return bootstrapServers.isPresent() ? APPLICATION_ID : DashboardConfig.USUAL_APPLICATION_ID;
    }

    /** The history job's; on a Kafka of somebody else's not that of theirs, whose offsets it would move. */
    String historyName() {
        return bootstrapServers.isPresent() ? JOB_NAME + "-history" : HistoryConfiguration.USUAL_NAME;
    }
}
