package io.speecheq.dashboard.calls;

import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionWindow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** The stores of calls and their windows, as the processors change them; one task, one thread. */
final class LiveCallStore {

    private final KeyValueStore<String, LiveCall> calls;
    private final WindowStore windows;

    private LiveCallStore(KeyValueStore<String, LiveCall> calls, WindowStore windows) {
        this.calls = calls;
        this.windows = windows;
    }

    static LiveCallStore of(ProcessorContext<Void, Void> context) {
        return new LiveCallStore(
                context.getStateStore(LiveCalls.CALLS_STORE),
                new WindowStore(context.getStateStore(LiveCalls.WINDOWS_STORE)));
    }

    void heard(EmotionWindow window, long arrivedMillis) {
        Optional<LiveCall> known = known(window.getCallId());
        LiveChannel channel = channel(known, window.getCallId(), window.getChannel(), window.getCallStart());
        EncodedWindow encoded = EncodedWindow.of(window);
        LiveCall call = put(known, window.getCallId(), channel.heard(window, encoded, arrivedMillis));
        if (call.channel(window.getChannel()).isPresent()) {
            windows.heard(
                    window.getCallId(),
                    window.getChannel(),
                    encoded,
                    channel.latest().map(EncodedWindow::index));
        }
    }

    /** Whether the trajectory is news: of another run of the call, or not older than the one that was told last. */
    boolean told(CallTrajectory trajectory, long arrivedMillis) {
        Optional<LiveCall> known = known(trajectory.getCallId());
        LiveChannel channel =
                channel(known, trajectory.getCallId(), trajectory.getChannel(), trajectory.getCallStart());
        if (trajectory.getRevision() < channel.revision()) {
            return false;
        }
        put(known, trajectory.getCallId(), channel.told(trajectory, arrivedMillis));
        return true;
    }

    /** Forgets a channel; whether the call had no other. */
    boolean remove(String callId, String name) {
        LiveCall call = calls.get(callId);
        if (call == null) {
            return false;
        }
        call.channel(name).ifPresent(channel -> windows.forget(callId, channel));
        Optional<LiveCall> rest = call.without(name);
        rest.ifPresentOrElse(others -> calls.put(callId, others), () -> calls.delete(callId));
        return rest.isEmpty();
    }

    /** Forgets a call. */
    void remove(LiveCall call) {
        call.channels().forEach(channel -> windows.forget(call.callId(), channel));
        calls.delete(call.callId());
    }

    /** Asked for once for each record: to read a call costs as much as to write it. */
    private Optional<LiveCall> known(String callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    /** The channel of this run of the call; a fresh one where there is none, and then nothing is left of another run. */
    private LiveChannel channel(Optional<LiveCall> call, String callId, String name, Instant callStart) {
        Optional<LiveChannel> known = call.flatMap(one -> one.channel(name));
        Optional<LiveChannel> sameRun =
                known.filter(channel -> channel.callStart().equals(callStart));
        if (sameRun.isEmpty()) {
            known.ifPresent(channel -> windows.forget(callId, channel));
        }
        return sameRun.orElseGet(() -> LiveChannel.startingAt(name, callStart));
    }

    private LiveCall put(Optional<LiveCall> known, String callId, LiveChannel channel) {
        LiveCall call = known.map(one -> one.with(channel)).orElseGet(() -> new LiveCall(callId, List.of(channel)));
        calls.put(callId, call);
        return call;
    }
}
