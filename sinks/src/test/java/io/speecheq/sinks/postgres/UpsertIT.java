package io.speecheq.sinks.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.schemas.codec.RecordJson;
import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.sinks.history.HistoryTable;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upserts against a real PostgreSQL. */
class UpsertIT {

    // Given before the first test.
    @SuppressWarnings("NullAway.Init")
    private static EmbeddedPostgres database;

    @SuppressWarnings("NullAway.Init")
    private static PostgresAddress address;

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
    void empty() throws Exception {
        execute("TRUNCATE call, call_trajectory, emotion_window, alert, erased_call");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyOrderWithRepetitionsEndsWithTheNewestState(long seed) throws Exception {
        ToldCall call = ToldCall.named("shuffled");
        List<CallTrajectory> told = new ArrayList<>();
        for (int revision = 1; revision <= 20; revision++) {
            CallTrajectory trajectory =
                    call.trajectory(revision, revision == 20 ? TrajectoryStatus.COMPLETED : TrajectoryStatus.ACTIVE);
            told.add(trajectory);
            told.add(trajectory);
        }
        Collections.shuffle(told, new Random(seed));

        write(Upserts.CALL_TRAJECTORY, told);

        assertThat(rows("SELECT status || revision || windows FROM call_trajectory"))
                .as("seed " + seed)
                .containsExactly("COMPLETED2020");
    }

    @Test
    void theWholeRecordIsKeptAsItsJson() throws Exception {
        EmotionWindow window = ToldCall.named("whole \"call\" ü").window(7, 1.35f);

        write(Upserts.EMOTION_WINDOW, List.of(window));

        assertThat(rows("SELECT 1 FROM emotion_window WHERE record = '"
                        + RecordJson.text(window).replace("'", "''") + "'::jsonb AND window_index = 7"
                        + " AND start_millis = 7000 AND category = 'JOY' AND emotion = 'serenity'"
                        + " AND call_start = '2026-05-27T09:30:00Z'"))
                .hasSize(1);
    }

    @Test
    void aClearedAlertIsNotRaisedAgainByAReplay() throws Exception {
        ToldCall call = ToldCall.named("alerted");

        write(
                Upserts.ALERT,
                List.of(
                        call.alert("rage", AlertState.RAISED, 9_000),
                        call.alert("rage", AlertState.CLEARED, 12_000),
                        call.alert("rage", AlertState.RAISED, 9_000),
                        call.alert("silence", AlertState.RAISED, 9_000)));

        assertThat(rows("SELECT rule || ' ' || state || ' ' || to_millis FROM alert ORDER BY rule"))
                .containsExactly("rage CLEARED 12000", "silence RAISED 9000");
    }

    @Test
    void aLaterCallTakesOverItsId() throws Exception {
        ToldCall first = ToldCall.named("reused");
        ToldCall second = new ToldCall("reused", first.callStart().plusSeconds(86_400));

        write(
                Upserts.CALL,
                List.of(
                        first.summary(9, CallStatus.COMPLETED),
                        second.summary(1, CallStatus.STARTED),
                        first.summary(9, CallStatus.COMPLETED)));

        assertThat(rows("SELECT status || revision FROM call")).containsExactly("STARTED1");
    }

    @Test
    void whatIsStillToldOfAnErasedCallIsNotWritten() throws Exception {
        execute("INSERT INTO erased_call (call_sha256) VALUES (sha256(convert_to('erased', 'UTF8')))");

        write(Upserts.EMOTION_WINDOW, List.of(ToldCall.named("erased").window(0, 1)));
        write(Upserts.EMOTION_WINDOW, List.of(ToldCall.named("kept").window(0, 1)));

        assertThat(rows("SELECT call_id FROM emotion_window")).containsExactly("kept");
    }

    @Test
    void aNulInAnIdIsReplacedAndStopsNothing() throws Exception {
        write(
                Upserts.CALL,
                List.of(
                        ToldCall.named("a\0b").summary(1, CallStatus.STARTED),
                        ToldCall.named("plain").summary(1, CallStatus.STARTED)));

        assertThat(rows("SELECT call_id || ' ' || (record->>'callId') FROM call ORDER BY call_id"))
                .containsExactly("a\uFFFDb a\uFFFDb", "plain plain");
    }

    @Test
    void namesAsLongAsTheJobAllowsAreWrittenAndARowThatNoIndexHoldsIsLeftOutAlone() throws Exception {
        Random random = new Random(42);
        EmotionWindow longest = ToldCall.named(incompressible(random, 256)).window(0, 1);
        longest.setChannel(incompressible(random, 256));
        EmotionWindow tooLong = ToldCall.named(incompressible(random, 1_000)).window(0, 1);
        EmotionWindow after = ToldCall.named("after").window(0, 1);
        UnregisteredMetricsGroup metrics = new UnregisteredMetricsGroup();

        try (UpsertWriter<EmotionWindow> writer =
                new UpsertWriter<>(address, Upserts.EMOTION_WINDOW, new TestProcessingTimeService(), metrics)) {
            for (EmotionWindow window : List.of(longest, tooLong, after)) {
                writer.write(window, NoContext.INSTANCE);
            }
            writer.flush(false);
        }

        assertThat(rows("SELECT call_id FROM emotion_window")).containsExactlyInAnyOrder(longest.getCallId(), "after");
    }

    @Test
    void whatHasWaitedForHalfASecondIsWritten() throws Exception {
        TestProcessingTimeService timers = new TestProcessingTimeService();
        try (UpsertWriter<EmotionWindow> writer =
                new UpsertWriter<>(address, Upserts.EMOTION_WINDOW, timers, new UnregisteredMetricsGroup())) {
            writer.write(ToldCall.named("waiting").window(0, 1), NoContext.INSTANCE);

            timers.advance(499);
            assertThat(rows("SELECT call_id FROM emotion_window")).isEmpty();
            timers.advance(1);

            assertThat(rows("SELECT call_id FROM emotion_window")).containsExactly("waiting");
        }
    }

    @Test
    void aDatabaseThatIsAwayIsToldInALineThatSaysWhatToDo() throws Exception {
        PostgresAddress nobody = PostgresAddress.parse("jdbc:postgresql://127.0.0.1:1/postgres", Map.of());
        try (UpsertWriter<EmotionWindow> writer = new UpsertWriter<>(
                nobody, Upserts.EMOTION_WINDOW, new TestProcessingTimeService(), new UnregisteredMetricsGroup())) {
            writer.write(ToldCall.named("unwritten").window(0, 1), NoContext.INSTANCE);

            assertThatThrownBy(() -> writer.flush(false))
                    .isInstanceOf(UnwrittenRowsException.class)
                    .hasMessageStartingWith("postgresql://127.0.0.1:1/postgres does not answer (");
        }
    }

    @Test
    void everyTableHasASink() {
        assertThat(PostgresSinks.tables()).containsExactlyInAnyOrderElementsOf(HistoryTable.all());
    }

    @Test
    void migratingAgainChangesNothing() throws Exception {
        write(Upserts.CALL, List.of(ToldCall.named("there").summary(1, CallStatus.STARTED)));

        PostgresTables.migrate(address);

        assertThat(rows("SELECT call_id FROM call")).containsExactly("there");
        assertThat(rows("SELECT count(*) FROM speecheq_schema_history WHERE NOT success"))
                .containsExactly("0");
    }

    @Test
    void whoIsNotLetInIsToldSoAndNobodyHomeMayComeBack() {
        PostgresAddress stranger =
                PostgresAddress.parse(database.getJdbcUrl("stranger", "postgres"), Map.of("PGPASSWORD", "wrong"));
        PostgresAddress nobody = PostgresAddress.parse("jdbc:postgresql://127.0.0.1:1/postgres", Map.of());

        assertThatThrownBy(() -> PostgresTables.migrate(stranger))
                .isInstanceOfSatisfying(
                        PostgresFailedException.class,
                        e -> assertThat(e.isAway()).isFalse());
        assertThatThrownBy(() -> PostgresTables.migrate(nobody))
                .isInstanceOfSatisfying(
                        PostgresFailedException.class,
                        e -> assertThat(e.isAway()).isTrue())
                .hasMessageStartingWith("postgresql://127.0.0.1:1/postgres does not answer (");
    }

    @Test
    void absurdTimesAreNoReasonToStop() throws Exception {
        write(
                Upserts.CALL,
                List.of(
                        new ToldCall("first", Instant.EPOCH).summary(1, CallStatus.STARTED),
                        new ToldCall("last", Instant.parse("9999-12-31T23:59:59.999Z"))
                                .summary(1, CallStatus.STARTED)));

        assertThat(rows("SELECT call_id FROM call ORDER BY call_start DESC")).containsExactly("last", "first");
    }

    private static String incompressible(Random random, int chars) {
        StringBuilder text = new StringBuilder();
        random.ints(chars, 0x4E00, 0x9FFF).forEach(text::appendCodePoint);
        return text.toString();
    }

    private static <T extends SpecificRecordBase> void write(Upsert<T> upsert, List<T> records) throws SQLException {
        try (Connection connection = address.open();
                PreparedStatement statement = connection.prepareStatement(upsert.sql())) {
            for (T record : records) {
                upsert.bind(statement, record);
                statement.addBatch();
            }
            assertThat(Arrays.stream(statement.executeBatch())).hasSize(records.size());
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = address.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = address.open();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
