package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.dashboard.calls.LiveCall;
import io.speecheq.dashboard.calls.LiveChannel;
import io.speecheq.schemas.codec.RecordJson;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionWindow;
import java.util.List;

/** The answers as JSON: names as in the records, times in milliseconds. */
final class CallJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CallJson() {}

    /** {@code {"calls": […]}} */
    static ObjectNode calls(List<LiveCall> calls) {
        ObjectNode answer = NODES.objectNode();
        ArrayNode array = answer.putArray("calls");
        calls.forEach(call -> array.add(call(call)));
        return answer;
    }

    /** The call as in the list, and {@code "trajectories": […]}, each a CallTrajectory. */
    static ObjectNode call(LiveCall call, List<CallTrajectory> trajectories) {
        ObjectNode answer = call(call);
        ArrayNode array = answer.putArray("trajectories");
        trajectories.forEach(trajectory -> array.add(RecordJson.tree(trajectory)));
        return answer;
    }

    private static ObjectNode call(LiveCall call) {
        ObjectNode node = NODES.objectNode();
        node.put("callId", call.callId());
        node.put("callStart", call.callStart().toEpochMilli());
        node.put("status", call.status().name());
        node.put("durationMillis", call.durationMillis());
        node.put("updatedAt", call.updatedMillis());
        ArrayNode channels = node.putArray("channels");
        call.channels().forEach(channel -> channels.add(channel(channel)));
        return node;
    }

    private static ObjectNode channel(LiveChannel channel) {
        ObjectNode node = NODES.objectNode();
        node.put("channel", channel.channel());
        node.put("status", channel.status().name());
        node.put("durationMillis", channel.durationMillis());
        node.put("updatedAt", channel.updatedMillis());
        channel.latest().ifPresentOrElse(window -> node.set("latest", window(window)), () -> node.putNull("latest"));
        return node;
    }

    private static ObjectNode window(EmotionWindow window) {
        ObjectNode node = RecordJson.tree(window);
        node.remove(List.of("callId", "channel", "callStart"));
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
