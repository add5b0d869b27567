package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.dashboard.access.Role;
import io.speecheq.schemas.codec.RecordJson;
import java.util.List;

/**
 * What has become of the calls since a client last heard of them.
 *
 * @param isComplete there are no other calls than these
 * @param gone ids of calls that left
 * @param unanswered whose share is missing, or old
 */
record WallNews(
        String id, long number, boolean isComplete, List<WallCall> calls, List<String> gone, List<String> unanswered) {

    /** Nothing that the client has not heard. */
    static final WallNews NONE = new WallNews("none", 0, false, List.of(), List.of(), List.of());

    /** The calls are being loaded. */
    static final WallNews NOT_READY = new WallNews("not-ready", 0, false, List.of(), List.of(), List.of());

    /**
     * As an event's data. Calls stand in it as text that was made once for all clients.
     *
     * @param heard number up to which the client has heard everything
     */
    String data(Role role, long heard) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        rest.put("complete", isComplete);
        ArrayNode left = rest.putArray("gone");
        gone.forEach(left::add);
        ArrayNode silent = rest.putArray("unanswered");
        unanswered.forEach(silent::add);
        StringBuilder data = new StringBuilder("{\"calls\":[");
        for (int i = 0; i < calls.size(); i++) {
            data.append(i == 0 ? "" : ",").append(calls.get(i).text(role, isComplete ? -1 : heard));
        }
        return data.append("],").append(RecordJson.text(rest).substring(1)).toString();
    }
}
