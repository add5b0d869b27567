package io.speecheq.sinks.postgres;

import io.speecheq.schemas.codec.RecordTrust;
import io.speecheq.schemas.record.AlertSeverity;
import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.Durations;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionSummary;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.TrajectoryStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** Records of a call as topics tell them. */
record ToldCall(String callId, Instant callStart) {

    static {
        RecordTrust.grant();
    }

    static ToldCall named(String callId) {
        return new ToldCall(callId, Instant.parse("2026-05-27T09:30:00Z"));
    }

    EmotionWindow window(int index, float intensity) {
        return EmotionWindow.newBuilder()
                .setCallId(callId)
                .setChannel("customer")
                .setIndex(index)
                .setStartMillis(index * 1_000L)
                .setEndMillis(index * 1_000L + 3_000)
                .setCallStart(callStart)
                .setSpeechRatio(0.8f)
                .setLevelDbfs(-21.3f)
                .setEmotion(new Emotion(EmotionCategory.JOY, "serenity", intensity, Collections.nCopies(9, 1 / 9f)))
                .setModel("speecheq:0.2.0")
                .build();
    }

    CallTrajectory trajectory(int revision, TrajectoryStatus status) {
        return CallTrajectory.newBuilder()
                .setCallId(callId)
                .setChannel("customer")
                .setCallStart(callStart)
                .setStatus(status)
                .setRevision(revision)
                .setWindows(revision)
                .setDurations(new Durations(revision * 1_000L, revision * 800L, 0L, revision * 1_000L, 0L))
                .setOverall(EmotionSummary.newBuilder()
                        .setFromMillis(0)
                        .setToMillis(revision * 1_000L)
                        .setAssessedWindows(revision)
                        .setShares(Collections.nCopies(9, 1 / 9f))
                        .build())
                .setQuarters(List.of())
                .setSegments(List.of())
                .setNotAssessed(List.of())
                .setModels(List.of())
                .build();
    }

    CallSummary summary(int revision, CallStatus status) {
        return CallSummary.newBuilder()
                .setCallId(callId)
                .setCallStart(callStart)
                .setStatus(status)
                .setRevision(revision)
                .setDurationMillis(revision * 1_000L)
                .setTalkMillis(revision * 900L)
                .setOverlapMillis(0)
                .setNonTalkMillis(revision * 100L)
                .setLongestSilenceMillis(0)
                .setLongestSilenceAtMillis(0)
                .setChannels(List.of())
                .setInterruptions(List.of())
                .build();
    }

    EmotionAlert alert(String rule, AlertState state, long toMillis) {
        return EmotionAlert.newBuilder()
                .setRule(rule)
                .setCallId(callId)
                .setChannel("customer")
                .setCallStart(callStart)
                .setFromMillis(4_000)
                .setToMillis(toMillis)
                .setValue(3.1f)
                .setState(state)
                .setSeverity(AlertSeverity.WARNING)
                .build();
    }
}
