package io.speecheq.dashboard.history;

import static io.speecheq.dashboard.calls.DrivenCalls.summary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.dashboard.calls.DrivenCalls;
import io.speecheq.schemas.codec.RecordJson;
import io.speecheq.schemas.record.CallStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A history of one call, without channels, that may be away. */
public final class SyntheticHistory implements CallHistory {

    private final KeptCall call;
    private final BooleanSupplier isAway;

    public SyntheticHistory(String callId, BooleanSupplier isAway) {
        this.isAway = isAway;
        call = new KeptCall(
                callId, DrivenCalls.NOON, "COMPLETED", RecordJson.tree(summary(callId, CallStatus.COMPLETED, 3)));
    }

    @Override
    public Optional<KeptCall> call(String callId) throws HistoryUnavailableException {
        return search(callId, 1).stream().findFirst();
    }

    @Override
    public List<ObjectNode> trajectories(String callId) {
        return List.of();
    }

    @Override
    public List<ObjectNode> alerts(String callId) {
        return List.of();
    }

    @Override
    public List<ObjectNode> windows(String callId, String channel, int from, int most) {
        return List.of();
    }

    @Override
    public List<KeptCall> search(String text, int most) throws HistoryUnavailableException {
        if (isAway.getAsBoolean()) {
            throw new HistoryUnavailableException(new IllegalStateException("away"));
        }
        return call.callId().contains(text) ? List.of(call) : List.of();
    }
}
