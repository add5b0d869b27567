package io.speecheq.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.query.HistoryQuery;
import io.speecheq.app.query.QueryFailedException;
import io.speecheq.app.query.RowForm;
import io.speecheq.schemas.topic.Topics;
import io.speecheq.sinks.history.HistorySources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What history finds when it starts: brokers that are away, and folders that are new. */
class HistoryStartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Instant START = Instant.parse("2026-05-27T12:00:00Z");

    @TempDir
    private Path folder;

    private final int port = EmbeddedBroker.freePort();
    private final List<String> notes = new CopyOnWriteArrayList<>();

    @Test
    void brokersThatAreAwayAreWaitedFor() throws Exception {
        try (History history = start("history")) {
            assertThat(notes)
                    .singleElement()
                    .asString()
                    .startsWith("history waits for " + folder.resolve("history") + " (no Kafka answers at 127.0.0.1:"
                            + port);
            try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), port)) {
                Map<String, String> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
                new TopicSetup(connection).createMissing(2);
                new ToldCall("late", START, 3, 1).publish(connection);
                awaitCalls("history", List.of("late"));
                history.throwFailure();
            }
        }
    }

    @Test
    void aNewFolderGetsAllThatTheTopicsHoldWhateverAnotherOneWasGiven() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), port)) {
            Map<String, String> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
            new TopicSetup(connection).createMissing(2);
            new ToldCall("first", START, 3, 1).publish(connection);
            try (History history = start("old")) {
                awaitCalls("old", List.of("first"));
                awaitCommitted(connection);
                history.throwFailure();
            }
            new ToldCall("second", START, 3, 2).publish(connection);
            try (History history = start("new")) {
                awaitCalls("new", List.of("first", "second"));
                history.throwFailure();
            }
            try (History history = start("old")) {
                awaitCalls("old", List.of("first", "second"));
                history.throwFailure();
            }
        }
    }

    private History start(String name) throws Exception {
        return History.start(
                HistoryConfiguration.of(
                        Map.of(
                                "bootstrap-servers",
                                "127.0.0.1:" + port,
                                "parquet",
                                folder.resolve(name).toString(),
                                "roll-interval",
                                "500ms"),
                        Map.of()),
                notes::add);
    }

    /** Ids of the calls in the complete files of a folder, as often as they are there. */
    private List<String> calls(String name) throws Exception {
        Path files = folder.resolve(name).resolve("call");
        if (!Files.isDirectory(files)) {
            return List.of();
        }
        try (HistoryQuery query = HistoryQuery.over(folder.resolve(name))) {
            List<String> rows = new ArrayList<>();
            query.answer(
                    "SELECT callId FROM read_parquet('" + files.toRealPath() + "/*/*.parquet') ORDER BY 1",
                    RowForm.csv(rows::add));
            return rows.subList(1, rows.size());
        } catch (QueryFailedException e) {
            // No file is complete yet.
            return List.of();
        }
    }

    private void awaitCalls(String name, List<String> callIds) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (calls(name).size() < callIds.size() && Instant.now().isBefore(deadline)) {
            Thread.sleep(200);
        }
        assertThat(calls(name)).as(notes.toString()).isEqualTo(callIds);
    }

    /** Until the group tells that it has read the calls topic: it does so after the files are there. */
    private static void awaitCommitted(Map<String, String> connection) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        try (Admin admin = Admin.create(Map.copyOf(connection))) {
            while (!committedTopics(admin).contains(Topics.CALLS.name())) {
                assertThat(Instant.now()).isBefore(deadline);
                Thread.sleep(200);
            }
        }
    }

    private static List<String> committedTopics(Admin admin) throws Exception {
        return admin
                .listConsumerGroupOffsets(HistoryConfiguration.USUAL_NAME + HistorySources.PARQUET_GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .keySet()
                .stream()
                .map(TopicPartition::topic)
                .toList();
    }
}
