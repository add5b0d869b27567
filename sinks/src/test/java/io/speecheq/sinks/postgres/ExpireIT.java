package io.speecheq.sinks.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.sinks.history.HistoryTable;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that leave a real PostgreSQL by their age. */
class ExpireIT {

    private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");

    // Given before the first test.
    @SuppressWarnings("NullAway.Init")
    private static EmbeddedPostgres database;

    @SuppressWarnings("NullAway.Init")
    private static PostgresAddress address;

    private final List<Long> progress = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        database = EmbeddedPostgres.start();
        address = PostgresAddress.parse(database.getJdbcUrl("postgres", "postgres"), Map.of());
        PostgresTables.migrate(address);
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
    }

    @BeforeEach
    void eightOldCallsAndTwoNewOnes() throws Exception {
        execute("DROP TRIGGER IF EXISTS stop ON call");
        execute("TRUNCATE call");
        execute("INSERT INTO call (call_id, call_start, status, revision, duration_millis, talk_millis, overlap_millis,"
                + " non_talk_millis, record) SELECT 'c' || n,"
                + " CASE WHEN n < 8 THEN '2025-06-01' ELSE '2026-06-01' END::timestamptz,"
                + " 'COMPLETED', 1, 1, 1, 1, 1, '{}' FROM generate_series(0, 9) n");
    }

    @Test
    void rowsGoInSeveralTransactionsAndEachIsTold() throws Exception {
        assertThat(rows().expire(HistoryTable.CALL, BEFORE, progress::add)).isEqualTo(8);

        assertThat(progress).containsExactly(3L, 6L, 8L);
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void whatWasDeletedBeforeAFailureStaysDeleted() throws Exception {
        execute("CREATE OR REPLACE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN IF OLD.call_id = 'c7' THEN RAISE 'enough'; END IF; RETURN OLD; END $$");
        execute("CREATE TRIGGER stop BEFORE DELETE ON call FOR EACH ROW EXECUTE FUNCTION stop()");

        assertThatThrownBy(() -> rows().expire(HistoryTable.CALL, BEFORE, progress::add))
                .isInstanceOf(PostgresFailedException.class)
                .hasMessageContaining("enough");

        assertThat(calls()).isEqualTo(4);
    }

    private static PostgresRows rows() {
        return new PostgresRows(address, 3);
    }

    private static int calls() throws Exception {
        try (Connection connection = address.open();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM call")) {
            assertThat(result.next()).isTrue();
            return result.getInt(1);
        }
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = address.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
