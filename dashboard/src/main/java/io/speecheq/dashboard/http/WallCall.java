package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.dashboard.access.Role;
import io.speecheq.dashboard.calls.Ribbon;
import io.speecheq.schemas.codec.RecordJson;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A call on the {@link Wall}: its newest state and the number under which it is told. Whoever heard of it lately gets
 * ribbons cut to what came since, with some overlap. Texts are made when they are first asked for, and shared. Thread-safe.
 */
final class WallCall {

    /** Windows that a cut ribbon has at least, as long as there are so many. */
    private static final int OVERLAP = 4;

    private static final int BETWEEN_ANCHORS = 8;

    /** Where the channels' ribbons ended when the call was told under a number. */
    private record Anchor(long number, Map<String, Integer> ends) {

        /** By how many windows the channel that has grown most has grown since another anchor. */
        int most(Anchor before) {
            return since(before).max().orElse(0);
        }

        /** Whether a channel ends before where it ended: it has begun afresh. */
        boolean isBehind(Anchor before) {
            return since(before).anyMatch(windows -> windows < 0);
        }

        private IntStream since(Anchor before) {
            return ends.entrySet().stream().mapToInt(end -> end.getValue() - before.ends.getOrDefault(end.getKey(), 0));
        }
    }

    private final ObjectNode call;
    private final long number;
    private final Anchor older;
    private final Anchor newer;
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    private WallCall(ObjectNode call, long number, Anchor older, Anchor newer) {
        this.call = call;
        this.number = number;
        this.older = older;
        this.newer = newer;
    }

    /** The call's next state; {@code before} is the one it replaces, from which another run of the call takes nothing. */
    static WallCall of(ObjectNode call, long number, @Nullable WallCall before) {
        Anchor now = new Anchor(number, ends(call));
        if (before == null || !isSameRun(call, before.call) || now.isBehind(before.newer)) {
            return new WallCall(call, number, now, now);
        }
        return now.most(before.newer) > BETWEEN_ANCHORS
                ? new WallCall(call, number, before.newer, now)
                : new WallCall(call, number, before.older, before.newer);
    }

    boolean isAs(ObjectNode other) {
        return call.equals(other);
    }

    long number() {
        return number;
    }

    /**
     * As JSON.
     *
     * @param heard number up to which the asker has heard everything; −1 for nothing
     */
    String text(Role role, long heard) {
        boolean isCut = heard >= older.number();
        return texts.computeIfAbsent(role.seesEverything() + "/" + isCut, key -> {
            ObjectNode told = role.seesEverything() ? call.deepCopy() : CallJson.forViewer(call);
            if (isCut) {
                told.path("channels").forEach(this::cut);
            }
            return RecordJson.text(told);
        });
    }

    private void cut(JsonNode channel) {
        JsonNode told = channel.path("ribbon");
        Ribbon ribbon =
                new Ribbon(told.path("from").intValue(), told.path("marks").asText(""));
        int since =
                ribbon.end() - older.ends().getOrDefault(channel.path("channel").textValue(), 0);
        Ribbon cut = ribbon.last(since + OVERLAP);
        ((ObjectNode) told).put("from", cut.from()).put("marks", cut.marks());
    }

    private static boolean isSameRun(ObjectNode call, ObjectNode other) {
        return call.path("callStart").longValue() == other.path("callStart").longValue();
    }

    private static Map<String, Integer> ends(ObjectNode call) {
        Map<String, Integer> ends = new HashMap<>();
        for (JsonNode channel : call.path("channels")) {
            JsonNode ribbon = channel.path("ribbon");
            int windows = new Ribbon(
                            ribbon.path("from").intValue(), ribbon.path("marks").asText(""))
                    .end();
            ends.put(channel.path("channel").asText(), windows);
        }
        return ends;
    }
}
