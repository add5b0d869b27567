package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.dashboard.history.CallHistory;
import io.speecheq.dashboard.history.HistoryUnavailableException;
import io.speecheq.dashboard.history.KeptCall;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The calls of the history, in the form of the live ones; {@code "kept": true} tells them apart. */
final class KeptCalls {

    private final CallHistory history;

    KeptCalls(CallHistory history) {
        this.history = history;
    }

    Optional<ObjectNode> call(String callId) throws HistoryUnavailableException {
        Optional<KeptCall> call = history.call(callId);
        if (call.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode node = json(call.get());
        node.putArray("trajectories").addAll(history.trajectories(callId));
        node.set("summary", call.get().record());
        node.putArray("alerts").addAll(history.alerts(callId));
        return Optional.of(node);
    }

    Optional<ObjectNode> windows(String callId, WindowRange range) throws HistoryUnavailableException {
        Optional<KeptCall> call = history.call(callId);
        if (call.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode answer = CallJson.windows(callId, call.get().callStart());
        for (String channel : channels(call.get())) {
            if (range.asksFor(channel)) {
                List<ObjectNode> windows = history.windows(callId, channel, range.from(), range.most());
                windows.forEach(window -> window.remove(List.of("callId", "channel", "callStart")));
                answer.withArray("channels")
                        .addObject()
                        .put("channel", channel)
                        .putArray("windows")
                        .addAll(windows);
            }
        }
        return Optional.of(answer);
    }

    List<ObjectNode> search(String text, int most) throws HistoryUnavailableException {
        return history.search(text, most).stream().map(KeptCalls::json).toList();
    }

    private Set<String> channels(KeptCall call) throws HistoryUnavailableException {
        Set<String> names = new TreeSet<>();
        call.record()
                .path("channels")
                .forEach(channel -> names.add(channel.path("channel").asText()));
        history.trajectories(call.callId())
                .forEach(trajectory -> names.add(trajectory.path("channel").asText()));
        return names;
    }

    private static ObjectNode json(KeptCall call) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        long durationMillis = call.record().path("durationMillis").longValue();
        node.put("callId", call.callId());
        node.put("callStart", call.callStart().toEpochMilli());
        node.put("status", status(call.status()));
        node.put("durationMillis", durationMillis);
        node.put("heat", 0);
        node.put("updatedAt", call.callStart().toEpochMilli() + durationMillis);
        node.put("kept", true);
        ArrayNode channels = node.putArray("channels");
        for (JsonNode channel : call.record().path("channels")) {
            ObjectNode told = channels.addObject();
            told.put("channel", channel.path("channel").asText());
            told.put("status", channel.path("status").asText());
            told.put("durationMillis", channel.path("durationMillis").longValue());
            told.putNull("latest");
        }
        return node;
    }

    /** The words of a live call for those of CallStatus. */
    private static String status(String callStatus) {
        return switch (callStatus) {
            case "COMPLETED", "TIMED_OUT" -> callStatus;
            default -> "ACTIVE";
        };
    }
}
