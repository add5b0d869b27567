package io.speecheq.app.analysis;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.CallTrajectory;
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

    private final SpeechEqCodec<EmotionWindow> windowCodec = SpeechEqCodec.of(EmotionWindow.class);
    private final SpeechEqCodec<CallTrajectory> trajectoryCodec = SpeechEqCodec.of(CallTrajectory.class);
    private final AnalysisProgress progress;
    private final Map<Key, List<EmotionWindow>> windows = new HashMap<>();
    private final Map<Key, CallTrajectory> trajectories = new HashMap<>();
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

    /** What was wrong with some recordings, a line each. */
    List<String> warnings() {
        return warnings;
    }

    /** A report for each call, in their order. */
    List<CallReport> reports(List<RecordedCall> calls) {
        return calls.stream()
                .map(call -> new CallReport(
                        call.callId(),
                        call.namedChannels().stream()
                                .map(channel -> report(new Key(call.callId(), channel)))
                                .toList()))
                .toList();
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
