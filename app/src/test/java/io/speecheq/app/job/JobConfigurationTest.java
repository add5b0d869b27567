package io.speecheq.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

class JobConfigurationTest {

    @Test
    void hasADefaultForEverythingButTheNetwork() throws Exception {
        JobConfiguration configuration = JobConfiguration.of(Map.of("model", "a.onnx"));

        assertThat(configuration.bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(configuration.operators()).isEqualTo(OperatorOptions.standard());
        assertThat(configuration.guarantee()).isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
        assertThat(configuration.checkpointInterval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void releasesSwitchAfterThreeCheckpointsUnlessToldOtherwise() throws Exception {
        JobConfiguration standard = JobConfiguration.of(Map.of("model", "a.onnx"));
        JobConfiguration told = JobConfiguration.of(Map.of(
                "model", "a.onnx", "stores", "file:/a,s3://b/c", "release-lead", "1s", "checkpoint-interval", "500ms"));
        JobConfiguration quick = JobConfiguration.of(Map.of("model", "a.onnx", "checkpoint-interval", "500ms"));

        assertThat(standard.releases().lead()).isEqualTo(Duration.ofSeconds(30));
        assertThat(standard.releases().stores().folders()).isEmpty();
        assertThat(told.releases().lead()).isEqualTo(Duration.ofSeconds(1));
        assertThat(told.releases().stores().folders()).containsExactly("file:/a", "s3://b/c");
        assertThat(quick.releases().lead()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void readsBothWaysOfWritingAnOption() throws Exception {
        JobConfiguration configuration = JobConfiguration.parse(new String[] {
            "--model",
            "a.onnx",
            "--analyse=customer,agent",
            "--guarantee=exactly-once",
            "--window",
            "2s",
            "--hop",
            "500ms"
        });

        assertThat(configuration.operators().policy().analysedChannels()).isEqualTo(Set.of("customer", "agent"));
        assertThat(configuration.guarantee()).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
        assertThat(configuration.operators().channels().hop()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void tellsEveryProblemAtOnce() {
        InvalidConfigurationException problem = catchThrowableOfType(
                InvalidConfigurationException.class,
                () -> JobConfiguration.parse(new String[] {
                    "--bootstrap-servers",
                    "kafka",
                    "--guarantee",
                    "twice",
                    "--stores",
                    "models",
                    "--colour",
                    "red",
                    "--parallelism",
                    "-1",
                    "stray",
                    "--hop"
                }));

        assertThat(problem.problems())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("'stray' is no option"),
                        line -> assertThat(line).isEqualTo("--hop has no value"),
                        line -> assertThat(line).startsWith("there is no option --colour"),
                        line -> assertThat(line).startsWith("--bootstrap-servers: 'kafka' is not host:port"),
                        line -> assertThat(line).startsWith("--stores: 'models' is no absolute URI"),
                        line -> assertThat(line).startsWith("--model: no network is named"),
                        line -> assertThat(line).startsWith("--guarantee: 'twice' is neither"),
                        line -> assertThat(line).startsWith("--parallelism: '-1' is no number"));
    }

    @Test
    void refusesATransactionThatARestartOutlives() {
        InvalidConfigurationException problem = catchThrowableOfType(
                InvalidConfigurationException.class,
                () -> JobConfiguration.of(
                        Map.of("model", "a.onnx", "guarantee", "exactly-once", "checkpoint-interval", "15m")));

        assertThat(problem.problems())
                .containsExactly("--transaction-timeout 10m is shorter than checkpoints and a restart may take with"
                        + " --checkpoint-interval 15m: give --transaction-timeout 17m or more");
    }

    @Test
    void refusesAWindowThatAChannelsSilenceLimitDoesNotBear() {
        for (String window : new String[] {"60s", "1000000h"}) {
            InvalidConfigurationException problem = catchThrowableOfType(
                    InvalidConfigurationException.class,
                    () -> JobConfiguration.of(Map.of("model", "a.onnx", "window", window)));

            assertThat(problem.problems())
                    .singleElement()
                    .asString()
                    .startsWith("--window, --hop: a window may have at most 59 s, is ");
        }
    }

    @Test
    void saysThatTheNetworkOfAStartMustBeALocalFile() throws Exception {
        InvalidConfigurationException problem = catchThrowableOfType(
                InvalidConfigurationException.class, () -> JobConfiguration.of(Map.of("model", "s3://bucket/a.onnx")));

        assertThat(problem.problems())
                .singleElement()
                .asString()
                .startsWith("--model: 's3://bucket/a.onnx' is on no local file system; give a path, or a file: URI");
        assertThat(JobConfiguration.of(Map.of("model", "file:///srv/a.onnx")).model())
                .isEqualTo("file:///srv/a.onnx");
    }

    @Test
    void refusesAPlaceToStartFromThatThereIsNot() {
        InvalidConfigurationException problem = catchThrowableOfType(
                InvalidConfigurationException.class,
                () -> JobConfiguration.of(Map.of("model", "a.onnx", "from", "yesterday")));

        assertThat(problem.problems()).containsExactly("--from: 'yesterday' is none of committed, earliest, latest");
    }

    @Test
    void refusesAHopLongerThanItsWindow() {
        InvalidConfigurationException problem = catchThrowableOfType(
                InvalidConfigurationException.class,
                () -> JobConfiguration.of(Map.of("model", "a.onnx", "window", "1s", "hop", "2s")));

        assertThat(problem.problems()).singleElement().asString().startsWith("--window, --hop: the hop must be");
    }

    @Test
    void refusesALatenessOfMoreThanAMinute() {
        InvalidConfigurationException problem = catchThrowableOfType(
                InvalidConfigurationException.class,
                () -> JobConfiguration.of(Map.of("model", "a.onnx", "lateness", "90s")));

        assertThat(problem.problems()).containsExactly("--lateness: the lateness must be from 0 to 60 s, is 90000 ms");
    }

    @Test
    void refusesALongestCallThatNoPositionReaches() {
        InvalidConfigurationException problem = catchThrowableOfType(
                InvalidConfigurationException.class,
                () -> JobConfiguration.of(Map.of("model", "a.onnx", "longest-call", "200h")));

        assertThat(problem.problems())
                .singleElement()
                .asString()
                .startsWith("--longest-call: the longest call must be");
    }
}
