package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.speecheq.dashboard.calls.DrivenCalls;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Servers of which each cannot do something else, and requests that are wrong in all ways: every error is among it. */
final class Provoked implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String LONG_ID = "x".repeat(257);

    private final ServedDashboard open = new ServedDashboard(service -> service);
    private final ServedDashboard guarded =
            new ServedDashboard(service -> service.withAccess(ServedDashboard.guarded()));
    private final ServedDashboard loading = new ServedDashboard(
            service -> Service.open(DrivenCalls.notReady(), () -> new Health(false, "REBALANCING")), 0);
    private final ServedDashboard broken = new ServedDashboard(
            service -> Service.open(DrivenCalls.failing(new IllegalStateException("a fault")), () -> {
                throw new IllegalStateException("a fault");
            }));

    Provoked() throws IOException {}

    JsonNode document() throws Exception {
        return JSON.readTree(open.get("/api/openapi.json").body());
    }

    /** The errors that a method gets at a path, one of each status. */
    Map<String, JsonNode> errors(String method, String path) throws IOException {
        Map<String, JsonNode> errors = new TreeMap<>();
        String target = path.replace("{id}", "none");
        RawRequest plain = RawRequest.of(method, target);
        add(open, plain, errors);
        add(open, RawRequest.of(method, path.replace("{id}", LONG_ID)), errors);
        add(open, RawRequest.of(method, path.replace("{id}", "%ff")), errors);
        add(open, RawRequest.of(method, target + "?query=%ff"), errors);
        add(open, RawRequest.of(method, target + "?limit=0"), errors);
        add(open, RawRequest.of("PATCH", target), errors);
        add(open, plain.withHost("elsewhere.example"), errors);
        add(open, plain.withBody("no JSON"), errors);
        add(guarded, plain, errors);
        add(guarded, plain.withToken(ServedDashboard.VIEWER), errors);
        add(loading, plain, errors);
        add(broken, plain, errors);
        return errors;
    }

    private static void add(ServedDashboard asked, RawRequest request, Map<String, JsonNode> errors)
            throws IOException {
        RawRequest.Reply reply = request.sentTo(asked.port());
        if (reply.status() >= 400) {
            errors.put("" + reply.status(), JSON.readTree(reply.body()));
        }
    }

    @Override
    public void close() {
        open.close();
        guarded.close();
        loading.close();
        broken.close();
    }
}
