package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.dashboard.access.Role;
import io.speecheq.dashboard.calls.NotReadyException;
import io.speecheq.dashboard.history.HistoryUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** From a request to what it gets; thread-safe. */
final class Routes {

    private static final String CALLS = "/api/calls";
    private static final int LONGEST_ID = 256;
    private static final int MOST_FOUND = 1_000;
    private static final Answer NO_SUCH_CALL = Answer.error(404, "no such call, or it ended too long ago");
    private static final Answer SUPERVISORS_ONLY =
            Answer.error(403, "single windows and alerts are for supervisors: ask for a token of that role");

    /** The part of a path after a call's id, and what it gives. */
    private interface CallRoute {
        Reply of(String callId, Request request, Role role) throws NotReadyException, HistoryUnavailableException;
    }

    private final CallBook own;
    private final CallBook all;
    private final Optional<KeptCalls> kept;
    private final Wall wall;
    private final Supplier<Health> health;
    private final Page page = new Page();

    Routes(CallBook own, CallBook all, Optional<KeptCalls> kept, Wall wall, Supplier<Health> health) {
        this.own = own;
        this.all = all;
        this.kept = kept;
        this.wall = wall;
        this.health = health;
    }

    Reply reply(Request request) {
        String path = request.path();
        if (path.equals("/healthz")) {
            Health now = health.get();
            return Answer.json(now.isUp() ? 200 : 503, CallJson.health(now.isUp(), now.streams()));
        }
        Optional<Answer> file = page.at(path);
        if (file.isPresent()) {
            return file.get();
        } else if (request.role().isEmpty()) {
            return Answer.error(401, "sign in: POST /api/session, or send the header Authorization: Bearer TOKEN");
        }
        try {
            return reply(request, request.role().get());
        } catch (NotReadyException | HistoryUnavailableException e) {
            return Answer.error(503, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Answer.error(400, String.valueOf(e.getMessage()));
        }
    }

    private Reply reply(Request request, Role role) throws NotReadyException, HistoryUnavailableException {
        CallBook book = request.asksForOwnShare() ? own : all;
        String path = request.path();
        if (path.equals(CALLS)) {
            return Answer.json(200, CallJson.list("calls", calls(book, request, role)));
        } else if (path.equals("/api/alerts")) {
            return role.seesEverything() ? Answer.json(200, alerts(book, request)) : SUPERVISORS_ONLY;
        } else if (path.equals("/api/events")) {
            return new EventReply(wall.listen(role, request.lastEventId()));
        } else if (path.startsWith(CALLS + "/")) {
            return ofCall(path.substring(CALLS.length() + 1), request, role);
        }
        return Answer.error(404, "no such page");
    }

    private Reply ofCall(String rest, Request request, Role role)
            throws NotReadyException, HistoryUnavailableException {
        int slash = rest.indexOf('/');
        String encodedId = slash < 0 ? rest : rest.substring(0, slash);
        CallRoute route = switch (slash < 0 ? "" : rest.substring(slash)) {
            case "" -> this::call;
            case "/windows" -> this::windows;
            case "/events" ->
                (callId, asked, viewer) -> new EventReply(new CallFeed(all, callId, viewer, asked.lastEventId()));
            default -> (callId, asked, viewer) -> Answer.error(404, "no such page");
        };
        String callId;
        try {
            callId = Request.decoded(encodedId.replace("+", "%2B"));
        } catch (IllegalArgumentException e) {
            return Answer.error(400, "the call id is not percent-encoded UTF-8");
        }
        return callId.isEmpty() || callId.length() > LONGEST_ID ? NO_SUCH_CALL : route.of(callId, request, role);
    }

    private Reply call(String callId, Request request, Role role)
            throws NotReadyException, HistoryUnavailableException {
        Optional<ObjectNode> call = request.asksForOwnShare() ? own.call(callId) : all.call(callId);
        if (call.isEmpty() && kept.isPresent() && !request.asksForOwnShare()) {
            call = kept.get().call(callId);
        }
        return call.map(told -> Answer.json(200, role.seesEverything() ? told : CallJson.forViewer(told)))
                .orElse(NO_SUCH_CALL);
    }

    private Reply windows(String callId, Request request, Role role)
            throws NotReadyException, HistoryUnavailableException {
        if (!role.seesEverything()) {
            return SUPERVISORS_ONLY;
        }
        WindowRange range = new WindowRange(
                Optional.ofNullable(request.parameters().get("channel")),
                request.number("from", 0, 0, Integer.MAX_VALUE),
                request.number("limit", WindowRange.MOST, 1, WindowRange.MOST));
        Optional<ObjectNode> windows =
                request.asksForOwnShare() ? own.windows(callId, range) : all.windows(callId, range);
        if (windows.isEmpty() && kept.isPresent() && !request.asksForOwnShare()) {
            windows = kept.get().windows(callId, range);
        }
        return windows.map(told -> Answer.json(200, told)).orElse(NO_SUCH_CALL);
    }

    private Listing calls(CallBook book, Request request, Role role) throws NotReadyException {
        String query = request.parameters().getOrDefault("query", "").strip();
        int most = request.number("limit", query.isEmpty() ? Integer.MAX_VALUE : 50, 1, Integer.MAX_VALUE);
        Listing live = book.calls();
        List<ObjectNode> found = live.items().stream()
                .filter(call -> contains(call, query))
                .limit(most)
                .map(call -> role.seesEverything() ? call : CallJson.forViewer(call))
                .collect(Collectors.toCollection(ArrayList::new));
        List<String> unanswered = new ArrayList<>(live.unanswered());
        if (!query.isEmpty() && kept.isPresent() && !request.asksForOwnShare() && found.size() < most) {
            try {
                addKept(kept.get().search(query, Math.min(most, MOST_FOUND)), found, most);
            } catch (HistoryUnavailableException e) {
                unanswered.add("history");
            }
        }
        return new Listing(found, unanswered, live.outOfReach());
    }

    private static void addKept(List<ObjectNode> kept, List<ObjectNode> found, int most) {
        Set<String> live =
                found.stream().map(call -> call.path("callId").asText()).collect(Collectors.toSet());
        kept.stream()
                .filter(call -> !live.contains(call.path("callId").asText()))
                .limit(most - found.size())
                .forEach(found::add);
    }

    private static boolean contains(ObjectNode call, String query) {
        return call.path("callId").asText().toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT));
    }

    private static ObjectNode alerts(CallBook book, Request request) throws NotReadyException {
        Optional<String> state = Optional.ofNullable(request.parameters().get("state"));
        int most = request.number("limit", MOST_FOUND, 1, Integer.MAX_VALUE);
        Listing listing = book.alerts();
        List<ObjectNode> alerts = listing.items().stream()
                .filter(alert -> state.map(alert.path("state").asText()::equals).orElse(true))
                .limit(most)
                .toList();
        return CallJson.list("alerts", listing.holding(alerts));
    }
}
