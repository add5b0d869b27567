package io.speecheq.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsIT {

    private static final List<String> NAMES =
            Topics.all().stream().map(Topic::name).toList();

    private TestBroker broker;
    private Admin admin;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        broker = TestBroker.start(folder);
        admin = broker.admin();
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void missingTopicsAreCreatedAsDesigned() throws Exception {
        TopicReport report = Topics.createMissing(admin);

        assertThat(report).isEqualTo(new TopicReport(NAMES, List.of(), List.of()));
        for (Topic topic : Topics.all()) {
            assertThat(partitions(topic.name())).as(topic.name()).isEqualTo(topic.partitions());
            Config config = config(topic.name());
            topic.configs()
                    .forEach((name, value) -> assertThat(config.get(name).value())
                            .as(topic + " " + name)
                            .isEqualTo(value));
        }
    }

    @Test
    void theNumberOfPartitionsIsTheCallersForTopicsOfCallsAlone() throws Exception {
        Topics.createMissing(admin, 3, 1);

        assertThat(partitions("speecheq.audio")).isEqualTo(3);
        assertThat(partitions("speecheq.dead-letters")).isEqualTo(3);
        assertThat(partitions("speecheq.models")).isEqualTo(1);
    }

    @Test
    void allLeadersOfNewTopicsAnswerAtOnce() throws Exception {
        try (Admin impatient = broker.impatientAdmin()) {
            Topics.createMissing(admin, 40, 1);

            List<TopicPartition> last = Topics.all().stream()
                    .map(topic -> new TopicPartition(topic.name(), topic.perCall() ? 39 : 0))
                    .toList();
            assertThat(impatient
                            .listOffsets(last.stream()
                                    .collect(
                                            Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                            .all()
                            .get())
                    .containsOnlyKeys(last);
        }
    }

    @Test
    void creatingAgainFindsThemAndChangesNothing() throws Exception {
        Topics.createMissing(admin, 3, 1);

        TopicReport report = Topics.createMissing(admin, 5, 1);

        assertThat(report).isEqualTo(new TopicReport(List.of(), NAMES, List.of()));
        assertThat(partitions("speecheq.audio")).isEqualTo(3);
    }

    @Test
    void anExistingTopicThatLosesDataIsToldWithTheRemedy() throws Exception {
        admin.createTopics(List.of(
                        new NewTopic("speecheq.emotions", Optional.of(2), Optional.empty()),
                        new NewTopic("speecheq.models", Optional.of(1), Optional.empty())
                                .configs(Map.of("message.timestamp.type", "LogAppendTime")),
                        new NewTopic("speecheq.alerts", Optional.of(2), Optional.empty())
                                .configs(Map.of("cleanup.policy", "compact")),
                        new NewTopic("speecheq.audio", Optional.of(2), Optional.empty())
                                .configs(Map.of("retention.ms", "-1"))))
                .all()
                .get();
        for (String existing : List.of("speecheq.emotions", "speecheq.models", "speecheq.alerts", "speecheq.audio")) {
            config(existing);
        }

        TopicReport report = Topics.createMissing(admin, 3, 1);

        assertThat(report.created())
                .containsExactly(
                        "speecheq.trajectories",
                        "speecheq.calls",
                        "speecheq.dead-letters",
                        "speecheq.model-status",
                        "speecheq.alert-rules",
                        "speecheq.challenger-emotions");
        assertThat(report.warnings())
                .containsExactly(
                        "speecheq.emotions has message.timestamp.type=CreateTime: replayed calls are deleted by the time"
                                + " they were held; set it with kafka-configs --alter --entity-type topics"
                                + " --entity-name speecheq.emotions --add-config message.timestamp.type=LogAppendTime",
                        "speecheq.alerts has cleanup.policy=compact: only a call's last record is kept; set it with"
                                + " kafka-configs --alter --entity-type topics --entity-name speecheq.alerts"
                                + " --add-config cleanup.policy=delete",
                        "speecheq.models has cleanup.policy=delete: the state of quiet keys expires; set it with"
                                + " kafka-configs --alter --entity-type topics --entity-name speecheq.models"
                                + " --add-config cleanup.policy=compact");
    }

    @Test
    void aUserWhoMayNotIsToldWhatToAskFor() {
        try (Admin guest = broker.guest()) {
            assertThatExceptionOfType(TopicSetupException.class)
                    .isThrownBy(() -> Topics.createMissing(guest))
                    .withMessage(
                            "cannot create topic speecheq.audio: Kafka does not allow it; grant this user Create,"
                                    + " Describe and DescribeConfigs on speecheq.* topics, or have them created by someone who may");
        }
    }

    @Test
    void moreReplicasThanBrokersIsToldInOneLine() {
        assertThatExceptionOfType(TopicSetupException.class)
                .isThrownBy(() -> Topics.createMissing(admin, 1, 3))
                .withMessage(
                        "cannot create topic speecheq.audio: the cluster has fewer brokers than the replicas asked for;"
                                + " ask for fewer");
    }

    private int partitions(String topic) throws Exception {
        Map<String, TopicDescription> topics = onceKnown(
                () -> admin.describeTopics(List.of(topic)).allTopicNames().get());
        return topics.values().iterator().next().partitions().size();
    }

    private Config config(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<ConfigResource, Config> configs =
                onceKnown(() -> admin.describeConfigs(List.of(resource)).all().get());
        return configs.values().iterator().next();
    }

    /** A broker may learn of a topic a moment after its controller has created it. */
    private static <T> T onceKnown(Callable<T> question) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try {
                return question.call();
            } catch (ExecutionException e) {
                boolean unknown = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!unknown || System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }
}
