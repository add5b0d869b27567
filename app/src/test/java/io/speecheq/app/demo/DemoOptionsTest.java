package io.speecheq.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.job.JobConfiguration;
import io.speecheq.app.replay.CallReplays.ReplayOptions;
import io.speecheq.dashboard.process.DashboardConfig;
import io.speecheq.ingest.chunk.ChannelNames;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {

    @Test
    void onTheKafkaOfOthersItTakesNobodysPlace() throws Exception {
        DemoOptions options = options(Optional.of("theirs:9092"));
        JobConfiguration job = options.jobAt("theirs:9092");

        assertThat(job.jobName())
                .isNotEqualTo(JobConfiguration.of(Map.of("model", "a.onnx")).jobName());
        assertThat(options.applicationId())
                .isNotEqualTo(DashboardConfig.USUAL_APPLICATION_ID)
                .isNotEqualTo(job.jobName());
    }

    @Test
    void onAKafkaOfItsOwnItGoesOnUnderTheUsualNames() throws Exception {
        DemoOptions options = options(Optional.empty());

        assertThat(options.jobAt("127.0.0.1:1").jobName()).isEqualTo("speecheq");
        assertThat(options.applicationId()).isEqualTo(DashboardConfig.USUAL_APPLICATION_ID);
    }

    private static DemoOptions options(Optional<String> bootstrapServers) throws Exception {
        return new DemoOptions(
                bootstrapServers,
                Optional.empty(),
                Optional.empty(),
                JobConfiguration.of(Map.of("model", "a.onnx")),
                new ReplayOptions(ChannelNames.standard(), 0, Duration.ZERO, Optional.empty(), Map.of()),
                Map.of(),
                true);
    }
}
