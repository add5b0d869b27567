package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.dashboard.calls.CallStory;
import io.speecheq.dashboard.calls.LiveCall;
import io.speecheq.dashboard.calls.LiveChannel;
import io.speecheq.dashboard.calls.Ribbon;
import io.speecheq.schemas.codec.RecordJson;
import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The answers as JSON: names as in the records, times in milliseconds. */
final class CallJson {

    /** What a viewer is not shown of a call. */
    private static final String ALERTS = "alerts";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CallJson() {}

    /** {@code {"<name>": […]}}, and {@code "unanswered": […]} where somebody's share is missing. */
    static ObjectNode list(String name, Listing listing) {
        ObjectNode answer = NODES.objectNode();
        answer.putArray(name).addAll(listing.items());
        List<String> missing = listing.missing();
        if (!missing.isEmpty()) {
            ArrayNode unanswered = answer.putArray("unanswered");
            missing.forEach(unanswered::add);
        }
        return answer;
    }

    /** The call as in the list, and {@code "trajectories": […]}, {@code "summary": …}, {@code "alerts": […]}, each a record. */
    static ObjectNode call(LiveCall call, List<CallTrajectory> trajectories, CallStory story) {
        ObjectNode answer = call(call, Optional.empty());
        ArrayNode array = answer.putArray("trajectories");
        trajectories.forEach(trajectory -> array.add(RecordJson.tree(trajectory)));
        story.summary()
                .ifPresentOrElse(
                        summary -> answer.set("summary", RecordJson.tree(summary)), () -> answer.putNull("summary"));
        ArrayNode alerts = answer.putArray(ALERTS);
        story.alerts().forEach(alert -> alerts.add(alert(alert)));
        return answer;
    }

    /** A call in the list; its alerts are counted alone. */
    static ObjectNode call(LiveCall call, Optional<CallStory> story) {
        ObjectNode node = NODES.objectNode();
        node.put("callId", call.callId());
        node.put("callStart", call.callStart().toEpochMilli());
        node.put("status", call.status().name());
        node.put("durationMillis", call.durationMillis());
        node.put("heat", call.heat());
        node.put("updatedAt", call.updatedMillis());
        ArrayNode channels = node.putArray("channels");
        call.channels().forEach(channel -> channels.add(channel(call.callId(), channel)));
        node.set(ALERTS, count(story.map(CallStory::alerts).orElse(List.of())));
        return node;
    }

    /** What a viewer may see of a call: no alerts. */
    static ObjectNode forViewer(ObjectNode call) {
        return call.deepCopy().without(ALERTS);
    }

    /** {@code {"callId", "callStart", "channels": []}}; see {@link #addWindows}. */
    static ObjectNode windows(String callId, Instant callStart) {
        ObjectNode answer = NODES.objectNode().put("callId", callId).put("callStart", callStart.toEpochMilli());
        answer.putArray("channels");
        return answer;
    }

    static void addWindows(ObjectNode answer, String channel, List<EmotionWindow> windows) {
        ObjectNode node = answer.withArray("channels").addObject().put("channel", channel);
        ArrayNode array = node.putArray("windows");
        windows.forEach(window -> {
            ObjectNode tree = RecordJson.tree(window);
            tree.remove(List.of("callId", "channel", "callStart"));
            array.add(tree);
        });
    }

    static ObjectNode alert(EmotionAlert alert) {
        return RecordJson.tree(alert);
    }

    private static ObjectNode count(List<EmotionAlert> alerts) {
        ObjectNode node = NODES.objectNode();
        List<EmotionAlert> raised = alerts.stream()
                .filter(alert -> alert.getState() == AlertState.RAISED)
                .toList();
        node.put("all", alerts.size());
        node.put("raised", raised.size());
        raised.stream()
                .map(EmotionAlert::getSeverity)
                .max(Comparator.naturalOrder())
                .ifPresentOrElse(worst -> node.put("worst", worst.name()), () -> node.putNull("worst"));
        return node;
    }

    private static ObjectNode channel(String callId, LiveChannel channel) {
        ObjectNode node = NODES.objectNode();
        node.put("channel", channel.channel());
        node.put("status", channel.status().name());
        node.put("durationMillis", channel.durationMillis());
        node.put("heat", channel.heat().value());
        node.put("updatedAt", channel.updatedMillis());
        channel.latest()
                .map(window -> window.decoded(callId, channel.channel()))
                .ifPresentOrElse(window -> node.set("latest", latest(window)), () -> node.putNull("latest"));
        node.set("ribbon", ribbon(channel.ribbon()));
        return node;
    }

    private static ObjectNode ribbon(Ribbon ribbon) {
        return NODES.objectNode().put("from", ribbon.from()).put("marks", ribbon.marks());
    }

    private static ObjectNode latest(EmotionWindow window) {
        ObjectNode node = RecordJson.tree(window);
        node.remove(List.of("callId", "channel", "callStart", "speech"));
        Emotion emotion = window.getEmotion();
        if (emotion != null) {
            node.set("emotion", RecordJson.tree(emotion).without("scores"));
        }
        return node;
    }

    /** {@code {"error": "…"}}, one line for a person. */
    static ObjectNode error(String message) {
        return NODES.objectNode().put("error", message);
    }

    static ObjectNode health(boolean isUp, String state) {
        return NODES.objectNode().put("status", isUp ? "up" : "down").put("streams", state);
    }
}
