package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.dashboard.access.Role;
import io.speecheq.dashboard.calls.NotReadyException;
import io.speecheq.dashboard.calls.Ribbon;
import io.speecheq.schemas.codec.RecordJson;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call's events: its present state, and the windows that the client has not seen. An event's id is how far that is,
 * {@code callStart;channel:next,…}, so that a client may go on with any instance.
 */
final class CallFeed implements EventFeed {

    private static final Duration PERIOD = Duration.ofMillis(500);

    /** Windows of a channel in one event; a long call comes in several. */
    private static final int MOST = 512;

    private final CallBook book;
    private final String callId;
    private final Role role;
    private Map<String, Integer> next = new TreeMap<>();
    private long callStart = Long.MIN_VALUE;

    @Nullable
    private String told;

    CallFeed(CallBook book, String callId, Role role, String lastEventId) {
        this.book = book;
        this.callId = callId;
        this.role = role;
        resume(lastEventId);
    }

    @Override
    public Optional<ServerEvent> next(Duration patience) throws InterruptedException {
        long endNanos = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<ServerEvent> event = look();
            if (event.isPresent() || System.nanoTime() >= endNanos) {
                return event;
            }
            TimeUnit.MILLISECONDS.sleep(PERIOD.toMillis());
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    private Optional<ServerEvent> look() {
        try {
            Optional<ObjectNode> call = book.call(callId);
            return call.isEmpty() ? once(new ServerEvent("gone", "", "{}")) : news(call.get());
        } catch (NotReadyException e) {
            return once(new ServerEvent("waiting", "", "{}"));
        }
    }

    private Optional<ServerEvent> once(ServerEvent event) {
        boolean isNews = !event.name().equals(told);
        told = event.name();
        return isNews ? Optional.of(event) : Optional.empty();
    }

    private Optional<ServerEvent> news(ObjectNode call) throws NotReadyException {
        if (call.path("callStart").longValue() != callStart) {
            next.clear();
            callStart = call.path("callStart").longValue();
        }
        String text = RecordJson.text(role.seesEverything() ? call : CallJson.forViewer(call));
        ObjectNode windows = JsonNodeFactory.instance.objectNode();
        windows.putArray("channels");
        boolean isNews = !text.equals(told);
        // Should a channel fail, those before it are asked again for the same windows.
        Map<String, Integer> reached = new TreeMap<>(next);
        for (JsonNode channel : call.path("channels")) {
            isNews |= role.seesEverything() && addWindows(channel, windows, reached);
        }
        told = text;
        next = reached;
        return isNews
                ? Optional.of(new ServerEvent(
                        "call",
                        id(),
                        "{\"call\":" + text + "," + RecordJson.text(windows).substring(1)))
                : Optional.empty();
    }

    private boolean addWindows(JsonNode channel, ObjectNode windows, Map<String, Integer> reached)
            throws NotReadyException {
        String name = channel.path("channel").asText();
        JsonNode told = channel.path("ribbon");
        int end = new Ribbon(told.path("from").intValue(), told.path("marks").asText("")).end();
        int from = reached.getOrDefault(name, 0);
        if (end == from) {
            return false;
        } else if (end < from) {
            from = 0; // The channel has begun afresh: a run's channels do so one after the other.
        }
        Optional<ObjectNode> found = book.windows(callId, new WindowRange(Optional.of(name), from, MOST));
        JsonNode share =
                found.map(answer -> answer.path("channels").path(0)).orElse(JsonNodeFactory.instance.nullNode());
        JsonNode list = share.path("windows");
        if (list.size() == 0) {
            return false;
        }
        windows.withArray("channels").add(share);
        reached.put(name, list.get(list.size() - 1).path("index").intValue() + 1);
        return true;
    }

    private String id() {
        StringBuilder id = new StringBuilder().append(callStart).append(';');
        next.forEach((channel, index) -> id.append(URLEncoder.encode(channel, StandardCharsets.UTF_8))
                .append(':')
                .append(index)
                .append(','));
        return id.toString();
    }

    /** An id that is none, or of another run of the call, resumes nothing. */
    private void resume(String id) {
        String[] parts = id.split(";", 2);
        if (parts.length != 2 || !parts[0].matches("-?\\d{1,18}")) {
            return;
        }
        callStart = Long.parseLong(parts[0]);
        for (String channel : parts[1].split(",", -1)) {
            String[] pair = channel.split(":", 2);
            if (pair.length == 2 && pair[1].matches("\\d{1,9}") && next.size() < 64) {
                try {
                    next.put(URLDecoder.decode(pair[0], StandardCharsets.UTF_8), Integer.parseInt(pair[1]));
                } catch (IllegalArgumentException e) {
                    next.clear();
                    return;
                }
            }
        }
    }
}
