package io.speecheq.sinks.history;

import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.schemas.topic.Topic;
import io.speecheq.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * One kind of record that history keeps.
 *
 * @param name of its table in PostgreSQL, and of its folder of Parquet files
 * @param topic where it is read
 */
public record HistoryTable<T extends SpecificRecordBase>(String name, Topic topic, Class<T> type, Schema schema) {

    public static final HistoryTable<EmotionWindow> EMOTION_WINDOW =
            new HistoryTable<>("emotion_window", Topics.EMOTIONS, EmotionWindow.class, EmotionWindow.getClassSchema());
    public static final HistoryTable<CallTrajectory> CALL_TRAJECTORY = new HistoryTable<>(
            "call_trajectory", Topics.TRAJECTORIES, CallTrajectory.class, CallTrajectory.getClassSchema());
    public static final HistoryTable<CallSummary> CALL =
            new HistoryTable<>("call", Topics.CALLS, CallSummary.class, CallSummary.getClassSchema());
    public static final HistoryTable<EmotionAlert> ALERT =
            new HistoryTable<>("alert", Topics.ALERTS, EmotionAlert.class, EmotionAlert.getClassSchema());

    private static final List<HistoryTable<?>> ALL = List.of(EMOTION_WINDOW, CALL_TRAJECTORY, CALL, ALERT);

    /** All of them. */
    public static List<HistoryTable<?>> all() {
        return ALL;
    }

    /** The call that a record of any of the tables is about. */
    public static String callId(SpecificRecordBase record) {
        return record.get(record.getSchema().getField("callId").pos()).toString();
    }

    /** When that call began. */
    public static Instant callStart(SpecificRecordBase record) {
        return (Instant) record.get(record.getSchema().getField("callStart").pos());
    }

    /** Whether no later state of the same thing follows: what is told once is final, trajectories and calls are at their end. */
    public static boolean isFinal(SpecificRecordBase record) {
        if (record instanceof CallTrajectory trajectory) {
            return trajectory.getStatus() == TrajectoryStatus.COMPLETED
                    || trajectory.getStatus() == TrajectoryStatus.TIMED_OUT;
        }
        return !(record instanceof CallSummary call)
                || call.getStatus() == CallStatus.COMPLETED
                || call.getStatus() == CallStatus.TIMED_OUT;
    }
}
