package io.speecheq.app.analysis;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.java.tuple.Tuple2;

/** Gathers the outcomes of a run, in whatever order they come, into one report for each call. One thread. */
final class Findings {

    private static final Comparator<EmotionAlert> IN_ORDER = Comparator.comparingLong(EmotionAlert::getFromMillis)
            .thenComparingLong(EmotionAlert::getToMillis)
            .thenComparing(EmotionAlert::getRule)
            .thenComparing(EmotionAlert::getChannel)
            .thenComparingInt(EmotionAlert::getEpisode)
            .thenComparing(EmotionAlert::getState);

    private final SpeechEqCodec<EmotionWindow> windowCodec = SpeechEqCodec.of(EmotionWindow.class);
    private final SpeechEqCodec<CallTrajectory> trajectoryCodec = SpeechEqCodec.of(CallTrajectory.class);
    private final SpeechEqCodec<CallSummary> callCodec = SpeechEqCodec.of(CallSummary.class);
    private final SpeechEqCodec<EmotionAlert> alertCodec = SpeechEqCodec.of(EmotionAlert.class);
    private final AnalysisProgress progress;
    private final Map<Key, List<EmotionWindow>> windows = new HashMap<>();
    private final Map<Key, CallTrajectory> trajectories = new HashMap<>();
    private final Map<String, CallSummary> calls = new HashMap<>();
    private final Map<String, List<EmotionAlert>> alerts = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private record Key(String callId, String channel) {}

    Findings(AnalysisProgress progress) {
        this.progress = progress;
    }

    void accept(Tuple2<String, byte[]> outcome) {
        try {
            switch (Outcome.valueOf(outcome.f0)) {
                case WINDOW -> accept(windowCodec.decode(outcome.f1));
                case TRAJECTORY -> accept(trajectoryCodec.decode(outcome.f1));
                case CALL -> accept(callCodec.decode(outcome.f1));
                case ALERT -> accept(alertCodec.decode(outcome.f1));
                case WARNING, REFUSAL -> warnings.add(new String(outcome.f1, StandardCharsets.UTF_8));
                case CHUNK -> throw new IllegalStateException("a chunk came out where results do");
            }
        } catch (UndecodableException e) {
            throw new IllegalStateException("the run's own record cannot be read", e);
        }
    }

    private void accept(EmotionWindow window) {
        windows.computeIfAbsent(new Key(window.getCallId(), window.getChannel()), key -> new ArrayList<>())
                .add(window);
        progress.analysed(window.getCallId(), window.getChannel(), window.getEndMillis());
    }

    private void accept(CallTrajectory trajectory) {
        trajectories.put(new Key(trajectory.getCallId(), trajectory.getChannel()), trajectory);
    }

    private void accept(CallSummary call) {
        calls.merge(call.getCallId(), call, (old, other) -> other.getRevision() >= old.getRevision() ? other : old);
    }

    private void accept(EmotionAlert alert) {
        alerts.computeIfAbsent(alert.getCallId(), callId -> new ArrayList<>()).add(alert);
    }

    /** What was wrong with some recordings, a line each. */
    List<String> warnings() {
        return warnings;
    }

    /** A report for each call, in their order. */
    List<CallReport> reports(List<RecordedCall> recordings) {
        return recordings.stream().map(this::report).toList();
    }

    private CallReport report(RecordedCall recording) {
        CallSummary call = calls.get(recording.callId());
        if (call == null) {
            throw new IllegalStateException("the run told nothing of call " + recording.callId());
        }
        List<EmotionAlert> ordered = new ArrayList<>(alerts.getOrDefault(recording.callId(), List.of()));
        ordered.sort(IN_ORDER);
        return new CallReport(
                recording.callId(),
                recording.namedChannels().stream()
                        .map(channel -> report(new Key(recording.callId(), channel)))
                        .toList(),
                call,
                ordered);
    }

    private ChannelReport report(Key key) {
        CallTrajectory trajectory = trajectories.get(key);
        if (trajectory == null) {
            throw new IllegalStateException("the run told no end of channel " + key.channel() + " of " + key.callId());
        }
        List<EmotionWindow> ordered = new ArrayList<>(windows.getOrDefault(key, List.of()));
        ordered.sort(Comparator.comparingInt(EmotionWindow::getIndex));
        return new ChannelReport(key.channel(), ordered, trajectory);
    }
}
