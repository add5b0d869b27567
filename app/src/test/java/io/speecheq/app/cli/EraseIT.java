package io.speecheq.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.history.History;
import io.speecheq.app.history.HistoryConfiguration;
import io.speecheq.app.history.ToldCall;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.app.terminal.TerminalTraits;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that leave history again, by command, while the jobs that write it are running. */
class EraseIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void anErasedCallIsGoneAndDoesNotComeBackAndOldCallsExpire() throws Exception {
        Instant today = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (EmbeddedPostgres database = EmbeddedPostgres.start();
                EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            Map<String, String> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
            new TopicSetup(connection).createMissing(2);
            String url = database.getJdbcUrl("postgres", "postgres");
            String parquet = folder.resolve("history").toString();
            try (History history = start(broker, url, parquet, "history")) {
                new ToldCall("kept", today, 5, 1).publish(connection);
                new ToldCall("gone", today, 5, 2).publish(connection);
                new ToldCall("old", today.minus(Duration.ofDays(100)), 5, 3).publish(connection);
                await(() -> count(url, "SELECT count(*) FROM alert WHERE state = 'CLEARED'") == 3
                        && query("alert") == 3
                        && query("emotion_window") == 30
                        && count(url, "SELECT count(*) FROM emotion_window") == 30);

                int erased = run(
                        "erase",
                        "--call",
                        "gone",
                        "--postgres",
                        url,
                        "--parquet",
                        parquet,
                        "--bootstrap-servers",
                        broker.bootstrapServers());

                assertThat(erased).as(err.toString(StandardCharsets.UTF_8)).isZero();
                assertThat(out.toString(StandardCharsets.UTF_8))
                        .contains(
                                "PostgreSQL: 10 of emotion_window, 2 of call_trajectory, 1 of call, 1 of alert rows erased",
                                "Parquet: 10 of emotion_window, 2 of call_trajectory, 1 of call, 2 of alert records erased",
                                "speecheq.trajectories: 2 keys deleted",
                                "speecheq.calls: 1 keys deleted");
                assertThat(count(url, "SELECT count(*) FROM emotion_window")).isEqualTo(20);

                new ToldCall("gone", today, 5, 2).publish(connection);
                new ToldCall("later", today, 5, 4).publish(connection);
                await(() ->
                        count(url, "SELECT count(*) FROM alert WHERE state = 'CLEARED'") == 3 && query("alert") == 3);
                history.throwFailure();
            }
            try (History fromTheBeginning = start(broker, url, parquet, "again")) {
                new ToldCall("last", today, 5, 5).publish(connection);
                await(() -> count(url, "SELECT count(*) FROM call WHERE call_id = 'last' AND status = 'COMPLETED'") == 1
                        && query("alert") == 4);
                fromTheBeginning.throwFailure();
            }
            assertThat(count(url, "SELECT count(*) FROM emotion_window WHERE call_id = 'gone'"))
                    .isZero();
            assertThat(query("emotion_window WHERE callId = 'gone'")).isZero();

            assertThat(run(
                            "expire",
                            "--postgres",
                            url,
                            "--parquet",
                            parquet,
                            "--table",
                            "emotion_window=90d",
                            "--table",
                            "call=101d"))
                    .isZero();

            assertThat(count(url, "SELECT count(*) FROM emotion_window WHERE call_id = 'old'"))
                    .isZero();
            assertThat(query("emotion_window WHERE callId = 'old'")).isZero();
            assertThat(count(url, "SELECT count(*) FROM call WHERE call_id = 'old'"))
                    .isEqualTo(1);
            assertThat(query("call WHERE callId = 'old'")).isEqualTo(1);
            assertThat(query("emotion_window")).isEqualTo(30);
            // In the files themselves, too, whatever was open when the call was erased.
            assertThat(query("read_parquet('" + Path.of(parquet).toRealPath()
                            + "/emotion_window/*/*.parquet') WHERE callId = 'gone'"))
                    .isZero();
        }
    }

    private static History start(EmbeddedBroker broker, String url, String parquet, String jobName) throws Exception {
        return History.start(
                HistoryConfiguration.of(
                        Map.of(
                                "bootstrap-servers", broker.bootstrapServers(),
                                "postgres", url,
                                "parquet", parquet,
                                "roll-interval", "500ms",
                                "job-name", jobName),
                        Map.of()),
                note -> {});
    }

    private int run(String... arguments) {
        return run(out, arguments);
    }

    private int run(ByteArrayOutputStream to, String... arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(to, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new TerminalTraits(false, false, true, 100));
        return SpeechEqCommand.run(terminal, Home.ofProcess(), arguments);
    }

    /** Rows of a query's table, or −1 where it fails. */
    private long query(String table) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        int code = run(
                rows,
                "query",
                "SELECT count(*) AS n FROM " + table,
                "--csv",
                "--parquet",
                folder.resolve("history").toString());
        return code == 0
                ? Long.parseLong(
                        rows.toString(StandardCharsets.UTF_8).lines().toList().get(1))
                : -1;
    }

    /** A number from the database, or −1 where the tables are not there yet. */
    private static long count(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : -1;
        } catch (SQLException e) {
            return -1;
        }
    }

    private void await(Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now()).as(err.toString(StandardCharsets.UTF_8)).isBefore(deadline);
            Thread.sleep(300);
        }
    }
}
