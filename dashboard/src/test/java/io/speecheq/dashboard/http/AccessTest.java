package io.speecheq.dashboard.http;

import static io.speecheq.dashboard.calls.DrivenCalls.alert;
import static io.speecheq.dashboard.calls.DrivenCalls.window;
import static io.speecheq.dashboard.http.ServedDashboard.PEER;
import static io.speecheq.dashboard.http.ServedDashboard.SUPERVISOR;
import static io.speecheq.dashboard.http.ServedDashboard.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.speecheq.schemas.record.AlertState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    private static final JsonMapper JSON = new JsonMapper();

    private ServedDashboard dashboard;

    @BeforeEach
    void start() throws IOException {
        dashboard = new ServedDashboard(service -> service.withAccess(ServedDashboard.guarded()));
        dashboard.driven.accept(window("a", "customer", 0));
        dashboard.driven.accept(alert("a", 1, AlertState.RAISED));
    }

    @AfterEach
    void close() {
        dashboard.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/calls",
                "/api/calls/a",
                "/api/calls/a/windows",
                "/api/calls/a/events",
                "/api/events",
                "/api/alerts",
                "/api/session",
                "/api/calls?share=own",
                "/api/nothing"
            })
    void aStrangerSeesNothing(String path) throws Exception {
        assertThat(dashboard.get(path).statusCode()).isEqualTo(401);
        assertThat(dashboard.get(path, "not-a-token-of-anybody").statusCode()).isEqualTo(401);
        assertThat(dashboard.get(path).body()).startsWith("{\"error\":").doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.js", "/healthz", "/api/openapi.json"})
    void whatIsNobodysSecretNeedsNoToken(String path) throws Exception {
        assertThat(dashboard.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void aViewerSeesCallsButNeitherAlertsNorWindows() throws Exception {
        assertThat(dashboard.get("/api/calls", VIEWER).body())
                .contains("\"ribbon\"")
                .doesNotContain("alert");
        assertThat(dashboard.get("/api/calls/a", VIEWER).body()).doesNotContain("anger-lasts");
        assertThat(dashboard.get("/api/alerts", VIEWER).statusCode()).isEqualTo(403);
        assertThat(dashboard.get("/api/calls/a/windows", VIEWER).statusCode()).isEqualTo(403);
        try (Listener wall = listen("/api/events", VIEWER);
                Listener call = listen("/api/calls/a/events", VIEWER)) {
            assertThat(wall.next("calls").at("/calls/0").has("alerts")).isFalse();
            JsonNode told = call.next("call");
            assertThat(told.at("/call").has("alerts")).isFalse();
            assertThat(told.at("/channels")).isEmpty();
        }
    }

    @Test
    void aSupervisorSeesEverything() throws Exception {
        JsonNode alerts = JSON.readTree(dashboard.get("/api/alerts", SUPERVISOR).body());
        assertThat(alerts.at("/alerts/0/rule").textValue()).isEqualTo("anger-lasts");
        JsonNode calls = JSON.readTree(dashboard.get("/api/calls", SUPERVISOR).body());
        assertThat(calls.at("/calls/0/alerts/raised").intValue()).isEqualTo(1);
        JsonNode windows =
                JSON.readTree(dashboard.get("/api/calls/a/windows", SUPERVISOR).body());
        assertThat(windows.at("/channels/0/windows/0/emotion/scores")).hasSize(9);
    }

    @Test
    void aSessionStandsForItsToken() throws Exception {
        HttpResponse<String> in = dashboard.post("/api/session", "{\"token\":\"" + VIEWER + "\"}");
        assertThat(in.statusCode()).isEqualTo(200);
        assertThat(in.body()).isEqualTo("{\"role\":\"viewer\",\"open\":false}");
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("; HttpOnly").contains("; SameSite=Strict").doesNotContain(VIEWER);

        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(withCookie("/api/calls", pair)).isEqualTo(200);
        assertThat(withCookie("/api/alerts", pair)).isEqualTo(403);
        assertThat(withCookie("/api/calls", pair + "0")).isEqualTo(401);
        dashboard.send(dashboard.request("/api/session").header("Cookie", pair).DELETE());
        assertThat(withCookie("/api/calls", pair)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"token\":7}",
                "{\"token\":\"wrong-wrong-wrong\"}",
                "{\"token\":\"" + PEER + "\"}",
                "token"
            })
    void whoeverHasNoTokenGetsNoSession(String body) throws Exception {
        HttpResponse<String> in = dashboard.post("/api/session", body);

        assertThat(in.statusCode()).isIn(400, 401);
        assertThat(in.headers().firstValue("Set-Cookie")).isEmpty();
    }

    private int withCookie(String path, String pair) throws Exception {
        return dashboard
                .send(dashboard.request(path).header("Cookie", "other=1; " + pair))
                .statusCode();
    }

    private Listener listen(String path, String token) throws Exception {
        return Listener.to(URI.create("http://" + dashboard.name() + path), "", Optional.of(token));
    }
}
