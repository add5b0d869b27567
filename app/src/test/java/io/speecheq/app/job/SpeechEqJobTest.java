package io.speecheq.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** What the job sets in the environment that it is built in. */
class SpeechEqJobTest {

    private static final Path HOME = Path.of(System.getProperty("speecheq.home"));

    private final Configuration cluster = new Configuration();

    private CheckpointConfig checkpoints(String guarantee, String transactionTimeout) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(cluster);
        JobConfiguration configuration = JobConfiguration.of(Map.of(
                "model",
                TestNetwork.file(HOME).toString(),
                "guarantee",
                guarantee,
                "checkpoint-interval",
                "10s",
                "transaction-timeout",
                transactionTimeout));
        new SpeechEqJob(configuration).build(environment);
        return environment.getCheckpointConfig();
    }

    @Test
    void aCheckpointFailsTheJobBeforeKafkaThrowsAwayWhatItCovers() throws Exception {
        CheckpointConfig checkpoints = checkpoints("exactly-once", "3m");

        assertThat(checkpoints.getCheckpointTimeout())
                .isEqualTo(Duration.ofSeconds(40).toMillis());
        assertThat(checkpoints.getTolerableCheckpointFailureNumber()).isZero();
    }

    @Test
    void noSettingOfTheClusterKeepsATransactionOpenForLonger() throws Exception {
        cluster.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(35));
        cluster.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMinutes(5));
        cluster.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 7);

        CheckpointConfig checkpoints = checkpoints("exactly-once", "3m");

        assertThat(checkpoints.getCheckpointTimeout())
                .isEqualTo(Duration.ofSeconds(35).toMillis());
        assertThat(checkpoints.getMinPauseBetweenCheckpoints()).isZero();
        assertThat(checkpoints.getTolerableCheckpointFailureNumber()).isZero();
    }

    @Test
    void atLeastOnceCheckpointsAreTheClustersOwn() throws Exception {
        cluster.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 7);

        CheckpointConfig checkpoints = checkpoints("at-least-once", "3m");

        assertThat(checkpoints.getCheckpointTimeout())
                .isEqualTo(CheckpointingOptions.CHECKPOINTING_TIMEOUT
                        .defaultValue()
                        .toMillis());
        assertThat(checkpoints.getTolerableCheckpointFailureNumber()).isEqualTo(7);
    }
}
