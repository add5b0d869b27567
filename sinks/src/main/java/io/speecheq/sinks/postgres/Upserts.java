package io.speecheq.sinks.postgres;

import static io.speecheq.sinks.postgres.Column.Kind.BIGINT;
import static io.speecheq.sinks.postgres.Column.Kind.INTEGER;
import static io.speecheq.sinks.postgres.Column.Kind.JSONB;
import static io.speecheq.sinks.postgres.Column.Kind.REAL;
import static io.speecheq.sinks.postgres.Column.Kind.TEXT;
import static io.speecheq.sinks.postgres.Column.Kind.TIMESTAMPTZ;

import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.sinks.history.HistoryTable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * The upserts of the four tables. A row belongs to a call id; where a later call has taken the id over, its rows replace the earlier one's. Windows of
 * one call have no order of revisions: the last one told stays, as on the topic.
 */
final class Upserts {

    static final Upsert<EmotionWindow> EMOTION_WINDOW = new Upsert<>(
            "emotion_window",
            List.of(
                    Column.key("call_id", TEXT, EmotionWindow::getCallId),
                    Column.key("channel", TEXT, EmotionWindow::getChannel),
                    Column.key("window_index", INTEGER, EmotionWindow::getIndex),
                    callStart(),
                    Column.of("start_millis", BIGINT, EmotionWindow::getStartMillis),
                    Column.of("end_millis", BIGINT, EmotionWindow::getEndMillis),
                    Column.of("speech_ratio", REAL, EmotionWindow::getSpeechRatio),
                    Column.of("level_dbfs", REAL, EmotionWindow::getLevelDbfs),
                    Column.of(
                            "category",
                            TEXT,
                            window -> window.getEmotion() == null
                                    ? null
                                    : window.getEmotion().getCategory().name()),
                    Column.of(
                            "emotion",
                            TEXT,
                            window -> window.getEmotion() == null
                                    ? null
                                    : window.getEmotion().getName()),
                    Column.of(
                            "intensity",
                            REAL,
                            window -> window.getEmotion() == null
                                    ? null
                                    : window.getEmotion().getIntensity()),
                    Column.of("not_assessed", TEXT, window -> name(window.getNotAssessed())),
                    Column.of("model", TEXT, EmotionWindow::getModel),
                    record()),
            "excluded.call_start >= emotion_window.call_start AND excluded.record <> emotion_window.record");

    static final Upsert<CallTrajectory> CALL_TRAJECTORY = new Upsert<>(
            "call_trajectory",
            List.of(
                    Column.key("call_id", TEXT, CallTrajectory::getCallId),
                    Column.key("channel", TEXT, CallTrajectory::getChannel),
                    callStart(),
                    Column.of("status", TEXT, trajectory -> name(trajectory.getStatus())),
                    Column.of("revision", INTEGER, CallTrajectory::getRevision),
                    Column.of("windows", INTEGER, CallTrajectory::getWindows),
                    Column.of(
                            "total_millis",
                            BIGINT,
                            trajectory -> trajectory.getDurations().getTotalMillis()),
                    Column.of(
                            "speech_millis",
                            BIGINT,
                            trajectory -> trajectory.getDurations().getSpeechMillis()),
                    Column.of(
                            "dominant",
                            TEXT,
                            trajectory -> name(trajectory.getOverall().getDominant())),
                    Column.of(
                            "mean_intensity",
                            REAL,
                            trajectory -> trajectory.getOverall().getMeanIntensity()),
                    Column.of(
                            "peak_intensity",
                            REAL,
                            trajectory -> trajectory.getOverall().getPeakIntensity()),
                    record()),
            "(excluded.call_start, excluded.revision) > (call_trajectory.call_start, call_trajectory.revision)");

    static final Upsert<CallSummary> CALL = new Upsert<>(
            "call",
            List.of(
                    Column.key("call_id", TEXT, CallSummary::getCallId),
                    callStart(),
                    Column.of("status", TEXT, call -> name(call.getStatus())),
                    Column.of("revision", INTEGER, CallSummary::getRevision),
                    Column.of("duration_millis", BIGINT, CallSummary::getDurationMillis),
                    Column.of("talk_millis", BIGINT, CallSummary::getTalkMillis),
                    Column.of("overlap_millis", BIGINT, CallSummary::getOverlapMillis),
                    Column.of("non_talk_millis", BIGINT, CallSummary::getNonTalkMillis),
                    record()),
            "(excluded.call_start, excluded.revision) > (call.call_start, call.revision)");

    static final Upsert<EmotionAlert> ALERT = new Upsert<>(
            "alert",
            List.of(
                    Column.key("call_id", TEXT, EmotionAlert::getCallId),
                    Column.key("channel", TEXT, EmotionAlert::getChannel),
                    Column.key("rule", TEXT, EmotionAlert::getRule),
                    Column.key("episode", INTEGER, EmotionAlert::getEpisode),
                    callStart(),
                    Column.of("at", TIMESTAMPTZ, alert -> time(at(alert))),
                    Column.of("from_millis", BIGINT, EmotionAlert::getFromMillis),
                    Column.of("to_millis", BIGINT, EmotionAlert::getToMillis),
                    Column.of("state", TEXT, alert -> name(alert.getState())),
                    Column.of("state_rank", INTEGER, alert -> rank(alert.getState())),
                    Column.of("severity", TEXT, alert -> name(alert.getSeverity())),
                    Column.of("value", REAL, EmotionAlert::getValue),
                    Column.of("message", TEXT, EmotionAlert::getMessage),
                    record()),
            "(excluded.call_start, excluded.state_rank, excluded.to_millis)"
                    + " > (alert.call_start, alert.state_rank, alert.to_millis)");

    private Upserts() {}

    private static <T extends SpecificRecordBase> Column<T> callStart() {
        return Column.of("call_start", TIMESTAMPTZ, record -> time(HistoryTable.callStart(record)));
    }

    private static <T extends SpecificRecordBase> Column<T> record() {
        return Column.of("record", JSONB, PostgresText::json);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Where the stretch begins; at the call's begin where it claims a place that no call reaches. */
    private static Instant at(EmotionAlert alert) {
        long from = alert.getFromMillis();
        boolean isWithinAYear = from >= 0 && from < 366L * 24 * 3_600_000;
        return isWithinAYear ? alert.getCallStart().plusMillis(from) : alert.getCallStart();
    }

    private static @Nullable String name(@Nullable Enum<?> symbol) {
        return symbol == null ? null : symbol.name();
    }

    private static int rank(AlertState state) {
        return switch (state) {
            case UNKNOWN -> 0;
            case RAISED -> 1;
            case AFTER_CALL -> 2;
            case CLEARED -> 3;
        };
    }
}
