package io.speecheq.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.events.RecordReader;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.query.HistoryQuery;
import io.speecheq.app.query.QueryFailedException;
import io.speecheq.app.query.RowForm;
import io.speecheq.schemas.codec.RecordJson;
import io.speecheq.schemas.topic.Topics;
import io.speecheq.sinks.history.HistoryTable;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History of calls, with a broker, a database, restarts, and hours of the database's absence in seconds. */
class HistoryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Instant START = Instant.parse("2026-05-27T23:59:00Z");

    @TempDir
    private Path folder;

    private final List<String> notes = new CopyOnWriteArrayList<>();

    private final int databasePort = EmbeddedBroker.freePort();
    private Optional<EmbeddedPostgres> database = Optional.empty();

    @AfterEach
    void stopDatabase() throws Exception {
        if (database.isPresent()) {
            database.get().close();
            database = Optional.empty();
        }
    }

    @Test
    void isWholeAndWithoutDoublesAfterRestartsAndAnAbsentDatabase() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            Map<String, String> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
            new TopicSetup(connection).createMissing(2);
            new ToldCall("first", START, 20, 1).publish(connection);
            publishRubbish(connection);
            startDatabase();
            try (History history = start(broker)) {
                await("first call in both", () -> rows("call") == 1 && files("call") == 1);
                new ToldCall("second", START.plusSeconds(30), 40, 2).publish(connection);
                history.throwFailure();
            }
            // Ended without a word while the second call was on its way; and the database goes, too.
            stopDatabase();
            new ToldCall("third", START.plusSeconds(60), 20, 3).publish(connection);
            try (History history = start(broker)) {
                await("three calls in files alone", () -> files("call") == 3);
                assertThat(notes)
                        .anyMatch(line -> line.startsWith("history waits for postgresql://127.0.0.1:" + databasePort
                                + "/postgres (Connection to"));
                startDatabase();
                await("three calls in the database", () -> rows("emotion_window") == 160);
                stopDatabase();
                new ToldCall("fourth", START.plusSeconds(90), 20, 4).publish(connection);
                await("four calls in files", () -> files("call") == 4 && files("emotion_window") == 200);
                startDatabase();
                await("four calls in the database", () -> rows("emotion_window") == 200);
                await(
                        "all of it",
                        () -> rows("call WHERE status = 'COMPLETED'") == 4
                                && rows("call_trajectory WHERE status = 'COMPLETED'") == 8
                                && rows("alert WHERE state = 'CLEARED'") == 4);
                history.throwFailure();
                compare(connection);
            }
        }
    }

    /** Every row of both places, against the newest record of its key on the topics. */
    private void compare(Map<String, String> connection) throws Exception {
        for (HistoryTable<?> table : HistoryTable.all()) {
            Set<String> told = newest(connection, table);
            assertThat(database("SELECT record FROM " + table.name()))
                    .as("rows of " + table.name())
                    .containsExactlyInAnyOrderElementsOf(told);
            assertThat(query("SELECT * EXCLUDE (day) REPLACE (epoch_ms(callStart) AS callStart) FROM " + table.name()))
                    .as("records in files of " + table.name())
                    .containsExactlyInAnyOrderElementsOf(told);
        }
        assertThat(files("emotion_window")).isEqualTo(200);
        assertThat(query("SELECT count(*) AS n FROM emotion_window WHERE day = '2026-05-28'"))
                .containsExactly("{n=80}");
    }

    private History start(EmbeddedBroker broker) throws Exception {
        return History.start(
                HistoryConfiguration.of(
                        Map.of(
                                "bootstrap-servers",
                                broker.bootstrapServers(),
                                "postgres",
                                "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres?user=postgres",
                                "parquet",
                                folder.resolve("history").toString(),
                                "roll-interval",
                                "1s"),
                        Map.of()),
                notes::add);
    }

    private void startDatabase() throws Exception {
        database = Optional.of(EmbeddedPostgres.builder()
                .setPort(databasePort)
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .start());
    }

    /** What no reader can make sense of, on a topic and as a tombstone. */
    private static void publishRubbish(Map<String, String> connection) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(Map.copyOf(connection), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.EMOTIONS.name(), new byte[] {1}, new byte[] {1, 2, 3}))
                    .get();
            producer.send(new ProducerRecord<>(Topics.CALLS.name(), new byte[] {1}, null))
                    .get();
        }
    }

    private static <T extends SpecificRecordBase> Set<String> newest(
            Map<String, String> connection, HistoryTable<T> table) throws Exception {
        Map<String, String> newest = new HashMap<>();
        try (RecordReader<T> reader = RecordReader.open(connection, table.topic(), table.type())) {
            for (RecordReader.Entry<T> entry : reader.all()) {
                entry.value().ifPresent(record -> {
                    String window = table.equals(HistoryTable.EMOTION_WINDOW)
                            ? record.get("channel") + " " + record.get("index")
                            : "";
                    newest.put(entry.key() + " " + window, ComparableJson.of(RecordJson.text(record)));
                });
            }
        }
        return new TreeSet<>(newest.values());
    }

    private List<String> query(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (HistoryQuery query = HistoryQuery.over(folder.resolve("history"))) {
            query.answer(sql, RowForm.json(line -> rows.add(ComparableJson.of(line))));
        }
        return rows;
    }

    private List<String> database(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(ComparableJson.of(result.getString(1)));
            }
        }
        return rows;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres?user=postgres");
    }

    /** Rows of a table, or none where it is not there yet. */
    private int rows(String table) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return result.next() ? result.getInt(1) : 0;
        } catch (SQLException e) {
            return 0;
        }
    }

    /** Records in a table's complete files, as often as they are there. */
    private long files(String table) throws Exception {
        Path tables = folder.resolve("history").resolve(table);
        if (!Files.isDirectory(tables)) {
            return 0;
        }
        try (HistoryQuery query = HistoryQuery.over(folder.resolve("history"))) {
            List<String> count = new ArrayList<>();
            query.answer(
                    "SELECT count(*) FROM read_parquet('" + tables.toRealPath() + "/*/*.parquet')",
                    RowForm.csv(count::add));
            return Long.parseLong(count.get(1));
        } catch (QueryFailedException e) {
            return 0;
        }
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now()).as(what + "; " + notes).isBefore(deadline);
            Thread.sleep(200);
        }
    }
}
