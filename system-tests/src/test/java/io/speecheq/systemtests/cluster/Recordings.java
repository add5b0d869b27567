package io.speecheq.systemtests.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A few recordings that are published again and again as new calls, and what an offline run says of them. */
record Recordings(List<Path> files, JsonNode analysed) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What {@code analyze --json} would say, had it been given each recording under the name it has in each batch; written to a file. */
    void writeExpected(int batches, Path file) throws IOException {
        ObjectNode report = JSON.createObjectNode();
        ArrayNode calls = report.putArray("calls");
        for (int batch = 0; batch < batches; batch++) {
            for (JsonNode call : analysed.path("calls")) {
                calls.add(renamed(call, call.path("callId").asText() + "-" + suffix(batch)));
            }
        }
        JSON.writeValue(file.toFile(), report);
    }

    private static JsonNode renamed(JsonNode call, String callId) {
        ObjectNode copy = call.deepCopy();
        copy.put("callId", callId);
        for (JsonNode channel : copy.path("channels")) {
            channel.path("windows").forEach(window -> ((ObjectNode) window).put("callId", callId));
            ((ObjectNode) channel.path("trajectory")).put("callId", callId);
        }
        return copy;
    }

    /** Puts the calls of a batch apart from those of the others. */
    static String suffix(int batch) {
        return "batch" + batch;
    }
}
