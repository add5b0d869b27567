package io.speecheq.dashboard.history;

import static io.speecheq.dashboard.calls.DrivenCalls.alert;
import static io.speecheq.dashboard.calls.DrivenCalls.summary;
import static io.speecheq.dashboard.calls.DrivenCalls.trajectory;
import static io.speecheq.dashboard.calls.DrivenCalls.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.dashboard.calls.DrivenCalls;
import io.speecheq.schemas.codec.RecordJson;
import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcHistoryTest {

    private EmbeddedPostgres postgres;
    private JdbcHistory history;

    @BeforeAll
    void start() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
        history = new JdbcHistory(
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
                Map.of("PGUSER", "postgres", "PGPASSWORD", "none"));
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            connection
                    .createStatement()
                    .execute("create table call (call_id text, call_start timestamptz, status text, record jsonb);"
                            + "create table call_trajectory (call_id text, channel text, record jsonb);"
                            + "create table emotion_window (call_id text, channel text, window_index int,"
                            + " start_millis bigint, record jsonb);"
                            + "create table alert (call_id text, channel text, rule text, episode int, record jsonb)");
            for (String callId : new String[] {"old-1", "very-OLD-2", "100%_sure", "'; drop table call; --"}) {
                keep(connection, callId);
            }
        }
    }

    @AfterAll
    void close() throws Exception {
        postgres.close();
    }

    @Test
    void aCallIsReadAsItWasTold() throws Exception {
        KeptCall call = history.call("old-1").orElseThrow();

        assertThat(call.callStart()).isEqualTo(DrivenCalls.NOON);
        assertThat(call.status()).isEqualTo("COMPLETED");
        assertThat(call.record().path("durationMillis").longValue()).isEqualTo(9_000);
        assertThat(history.trajectories("old-1")).hasSize(1);
        assertThat(history.alerts("old-1").get(0).path("rule").textValue()).isEqualTo("anger-lasts");
        assertThat(history.windows("old-1", "customer", 1, 9))
                .extracting(window -> window.path("index").intValue())
                .containsExactly(1, 2);
        assertThat(history.windows("old-1", "customer", 0, 2)).hasSize(2);
        assertThat(history.windows("old-1", "agent", 0, 9)).isEmpty();
        assertThat(history.call("unknown")).isEmpty();
    }

    @Test
    void searchTakesATextForWhatItIs() throws Exception {
        assertThat(history.search("old", 9)).extracting(KeptCall::callId).containsExactly("old-1", "very-OLD-2");
        assertThat(history.search("%_s", 9)).extracting(KeptCall::callId).containsExactly("100%_sure");
        assertThat(history.search("'; drop", 9)).hasSize(1);
        assertThat(history.search("", 2)).hasSize(2);
    }

    @Test
    void aDatabaseThatIsAwayIsAValueNotAStackTrace() {
        JdbcHistory away = new JdbcHistory("jdbc:postgresql://127.0.0.1:1/nowhere?user=a&password=geheim", Map.of());

        assertThatThrownBy(() -> away.call("a"))
                .isInstanceOf(HistoryUnavailableException.class)
                .hasMessageNotContaining("geheim");
    }

    private static void keep(Connection connection, String callId) throws SQLException {
        CallSummary summary = summary(callId, CallStatus.COMPLETED, 9);
        try (PreparedStatement call = connection.prepareStatement("insert into call values (?, ?, ?, ?::jsonb)")) {
            call.setString(1, callId);
            call.setTimestamp(2, Timestamp.from(summary.getCallStart()));
            call.setString(3, summary.getStatus().name());
            call.setString(4, RecordJson.text(summary));
            call.execute();
        }
        insert(
                connection,
                "call_trajectory values (?, 'customer', ?::jsonb)",
                callId,
                trajectory(callId, "customer", TrajectoryStatus.COMPLETED, 9));
        for (int i = 0; i < 3; i++) {
            insert(
                    connection,
                    "emotion_window values (?, 'customer', " + i + ", " + i * 1000 + ", ?::jsonb)",
                    callId,
                    window(callId, "customer", i));
        }
        insert(
                connection,
                "alert values (?, 'customer', 'anger-lasts', 1, ?::jsonb)",
                callId,
                alert(callId, 1, AlertState.CLEARED));
    }

    private static void insert(Connection connection, String what, String callId, SpecificRecord record)
            throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("insert into " + what)) {
            row.setString(1, callId);
            row.setString(2, RecordJson.text(record));
            row.execute();
        }
    }
}
