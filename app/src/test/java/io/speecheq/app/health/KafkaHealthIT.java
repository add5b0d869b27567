package io.speecheq.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.schemas.topic.Topic;
import io.speecheq.schemas.topic.Topics;
import io.speecheq.sinks.kafka.LetterHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What health says of topics and groups that are in a given state. */
class KafkaHealthIT {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    // Given before each test.
    @SuppressWarnings("NullAway.Init")
    private EmbeddedBroker broker;

    private Map<String, String> connection = Map.of();

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort());
        connection = Map.of("bootstrap.servers", broker.bootstrapServers());
        new TopicSetup(connection).createMissing(1);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void marksOfTransactionsAreNotWaitedForButRecordsAre() throws Exception {
        publish(Topics.AUDIO, true, List.of());
        committed("speecheq", Topics.AUDIO, 1);

        assertThat(findings(Duration.ofHours(1), ofJob())).contains("well the job keeps up; about 1 records since");

        publish(Topics.AUDIO, false, List.of());
        assertThat(findings(Duration.ofHours(1), ofJob()))
                .contains("WRONG the job is more than 90 s behind on 1 of 1 partitions (speecheq.audio)");
        assertThat(findings(Duration.ofSeconds(60), ofJob())).contains("well the job keeps up");
    }

    @Test
    void aJobWithRareCheckpointsIsNotBehindForThem() throws Exception {
        publish(Topics.AUDIO, false, List.of());
        committed("speecheq", Topics.AUDIO, 0);

        assertThat(findings(Duration.ofSeconds(200), List.of(ReadGroup.ofJob("speecheq", Duration.ofMinutes(2)))))
                .contains("well the job keeps up");
        assertThat(findings(Duration.ofMinutes(5), List.of(ReadGroup.ofJob("speecheq", Duration.ofMinutes(2)))))
                .contains("WRONG the job is more than 270 s behind");
    }

    @Test
    void lettersAreCountedNotTheReceiptsOfTheirReplay() throws Exception {
        publish(Topics.DEAD_LETTERS, true, List.of(header(LetterHeaders.REPLAYED, "0/0")));
        assertThat(findings(Duration.ZERO, ofJob())).contains("well no dead letters in the last 10 minutes");

        publish(Topics.DEAD_LETTERS, true, List.of(header(LetterHeaders.EXCEPTION, "UNDECODABLE")));
        assertThat(findings(Duration.ZERO, ofJob())).contains("WRONG 1 dead letters in the last 10 minutes");
    }

    @Test
    void historyIsToldOfWhereItHasReadEachPlaceByItsOwnPace() throws Exception {
        List<ReadGroup> groups = ReadGroup.ofHistory("speecheq-history", Duration.ofMinutes(5));
        assertThat(findings(Duration.ofMinutes(6), groups)).doesNotContain("history");

        publish(Topics.CALLS, false, List.of());
        committed("speecheq-history-postgres", Topics.CALLS, 0);
        committed("speecheq-history-parquet", Topics.CALLS, 0);

        assertThat(findings(Duration.ofMinutes(6), groups))
                .contains(
                        "WRONG history in PostgreSQL is more than 90 s behind on 1 of 4 partitions (speecheq.calls)",
                        "well history in Parquet files keeps up");
        assertThat(findings(Duration.ofMinutes(7), groups))
                .contains("WRONG history in Parquet files is more than 390 s behind");
    }

    private static List<ReadGroup> ofJob() {
        return List.of(ReadGroup.ofJob("speecheq", INTERVAL));
    }

    /** As lines, so long after now. */
    private String findings(Duration later, List<ReadGroup> groups) throws InterruptedException {
        long nowMillis = System.currentTimeMillis() + later.toMillis();
        List<String> lines = new ArrayList<>();
        for (Finding finding : new KafkaHealth(connection, groups, nowMillis).findings()) {
            lines.add((finding.isWell() ? "well " : "WRONG ") + finding.text());
        }
        return String.join("\n", lines);
    }

    private void publish(Topic topic, boolean isInTransaction, List<Header> headers) throws Exception {
        Map<String, Object> settings = new HashMap<>(connection);
        if (isInTransaction) {
            settings.put("transactional.id", "test");
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            if (isInTransaction) {
                producer.initTransactions();
                producer.beginTransaction();
            }
            producer.send(new ProducerRecord<>(topic.name(), 0, new byte[] {1}, new byte[] {1}, headers))
                    .get();
            if (isInTransaction) {
                producer.commitTransaction();
            }
        }
    }

    private void committed(String group, Topic topic, long offset) throws Exception {
        try (Admin admin = Admin.create(Map.copyOf(connection))) {
            admin.alterConsumerGroupOffsets(
                            group, Map.of(new TopicPartition(topic.name(), 0), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
