package io.speecheq.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicsTest {

    @Test
    void thereAreTen() {
        assertThat(Topics.all().stream().map(Topic::name))
                .containsExactly(
                        "speecheq.audio",
                        "speecheq.emotions",
                        "speecheq.trajectories",
                        "speecheq.calls",
                        "speecheq.alerts",
                        "speecheq.dead-letters",
                        "speecheq.models",
                        "speecheq.model-status",
                        "speecheq.alert-rules",
                        "speecheq.challenger-emotions");
    }

    @ParameterizedTest
    @MethodSource("io.speecheq.schemas.topic.Topics#all")
    void noTopicLosesAReplayedCall(Topic topic) {
        assertThat(DataLoss.of(topic, topic.configs())).isEmpty();
        assertThat(topic.configs()).containsEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    }

    @Test
    void whatTellsTheNewestStateIsCompactedAndNeverExpires() {
        assertThat(Topics.all().stream()
                        .filter(topic -> "compact".equals(topic.configs().get(TopicConfig.CLEANUP_POLICY_CONFIG)))
                        .filter(topic -> "-1".equals(topic.configs().get(TopicConfig.RETENTION_MS_CONFIG))))
                .containsExactly(Topics.TRAJECTORIES, Topics.CALLS, Topics.MODELS, Topics.ALERT_RULES);
    }

    @Test
    void topicsOfCallsHaveEqualPartitionsAndTheOthersOne() {
        assertThat(Topics.all())
                .allSatisfy(topic -> assertThat(topic.partitions()).isEqualTo(topic.perCall() ? 12 : 1));
    }

    @Test
    void aBrokerThatIsNotThereIsToldInOneLine() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Map<String, Object> client = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 300,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 600);
        try (Admin admin = Admin.create(client)) {
            assertThatExceptionOfType(TopicSetupException.class)
                    .isThrownBy(() -> Topics.createMissing(admin))
                    .withMessage("cannot create topic speecheq.audio: Kafka does not answer;"
                            + " check that the broker runs and that --bootstrap-servers names it");
        }
    }
}
