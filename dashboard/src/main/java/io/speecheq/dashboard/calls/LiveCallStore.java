package io.speecheq.dashboard.calls;

import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionWindow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** The store of calls, as its processors change it; one task, one thread. */
final class LiveCallStore {

    private final KeyValueStore<String, LiveCall> calls;

    LiveCallStore(KeyValueStore<String, LiveCall> calls) {
        this.calls = calls;
    }

    void heard(EmotionWindow window, long arrivedMillis) {
        put(
                window.getCallId(),
                channel(window.getCallId(), window.getChannel(), window.getCallStart())
                        .heard(window, arrivedMillis));
    }

    /** Whether the trajectory is news: of another run of the call, or not older than the one that was told last. */
    boolean told(CallTrajectory trajectory, long arrivedMillis) {
        LiveChannel channel = channel(trajectory.getCallId(), trajectory.getChannel(), trajectory.getCallStart());
        if (trajectory.getRevision() < channel.revision()) {
            return false;
        }
        put(trajectory.getCallId(), channel.told(trajectory, arrivedMillis));
        return true;
    }

    void remove(String callId, String channel) {
        LiveCall call = calls.get(callId);
        if (call != null) {
            call.without(channel).ifPresentOrElse(rest -> calls.put(callId, rest), () -> calls.delete(callId));
        }
    }

    /** The channel of this run of the call; a fresh one where there is none. */
    private LiveChannel channel(String callId, String name, Instant callStart) {
        return Optional.ofNullable(calls.get(callId))
                .flatMap(call -> call.channel(name))
                .filter(known -> known.callStart().equals(callStart))
                .orElseGet(() -> LiveChannel.startingAt(name, callStart));
    }

    private void put(String callId, LiveChannel channel) {
        LiveCall call = calls.get(callId);
        calls.put(callId, call == null ? new LiveCall(callId, List.of(channel)) : call.with(channel));
    }
}
