package io.speecheq.dashboard.http;

import static io.speecheq.dashboard.calls.DrivenCalls.silentWindow;
import static io.speecheq.dashboard.calls.DrivenCalls.trajectory;
import static io.speecheq.dashboard.calls.DrivenCalls.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.speecheq.dashboard.calls.DrivenCalls;
import io.speecheq.schemas.record.TrajectoryStatus;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardServerTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final DrivenCalls driven = new DrivenCalls();
    private final HttpClient client = HttpClient.newHttpClient();
    private Health health = new Health(true, "RUNNING");
    private DashboardServer server;

    @BeforeEach
    void start() throws IOException {
        server = DashboardServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Service.open(driven.view(), () -> health));
    }

    @AfterEach
    void close() {
        server.close();
        driven.close();
    }

    @Test
    void anEmptyListIsStillAList() throws Exception {
        HttpResponse<String> response = get("/api/calls");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"calls\":[]}");
    }

    @Test
    void liveCallsAreListedWithTheirLatestEmotion() throws Exception {
        driven.accept(window("call-1", "customer", 7));
        driven.accept(silentWindow("call-1", "agent", 7));
        driven.accept(trajectory("call-1", "agent", TrajectoryStatus.ACTIVE, 12));
        JsonNode call = JSON.readTree(get("/api/calls").body()).at("/calls/0");

        assertThat(call.at("/callId").textValue()).isEqualTo("call-1");
        assertThat(call.at("/callStart").longValue()).isEqualTo(DrivenCalls.NOON.toEpochMilli());
        assertThat(call.at("/status").textValue()).isEqualTo("ACTIVE");
        assertThat(call.at("/durationMillis").longValue()).isEqualTo(12_000);
        assertThat(call.at("/updatedAt").longValue()).isEqualTo(DrivenCalls.NOON.toEpochMilli());
        assertThat(call.at("/channels/0/channel").textValue()).isEqualTo("agent");
        assertThat(call.at("/channels/0/latest/emotion").isNull()).isTrue();
        assertThat(call.at("/channels/0/latest/notAssessed").textValue()).isEqualTo("NO_SPEECH");
        assertThat(call.at("/channels/1/latest/startMillis").longValue()).isEqualTo(7_000);
        assertThat(call.at("/channels/1/latest/emotion/name").textValue()).isEqualTo("joy");
        assertThat(call.at("/channels/1/latest/emotion/category").textValue()).isEqualTo("JOY");
        assertThat(call.at("/channels/1/latest/emotion/intensity").floatValue()).isEqualTo(2.5f);
    }

    @Test
    void aCallIsToldWithItsTrajectories() throws Exception {
        driven.accept(trajectory("call-1", "customer", TrajectoryStatus.COMPLETED, 4));
        JsonNode call = JSON.readTree(get("/api/calls/call-1").body());

        assertThat(call.at("/status").textValue()).isEqualTo("COMPLETED");
        assertThat(call.at("/trajectories/0/revision").intValue()).isEqualTo(4);
        assertThat(call.at("/trajectories/0/overall/shares").size()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a/b",
                "../../etc/passwd",
                "..",
                "a+b c%2F",
                "\"quoted\\\"",
                "Grüße-通話-🎧",
                "a?b#c",
                "\u202Egnp.exe"
            })
    void aHostileIdIsAnIdLikeAnyOther(String callId) throws Exception {
        driven.accept(window(callId, "<b>&", 0));
        HttpResponse<String> one = get("/api/calls/"
                + URLEncoder.encode(callId, StandardCharsets.UTF_8).replace("+", "%20"));

        assertThat(one.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(one.body()).at("/callId").textValue()).isEqualTo(callId);
        assertThat(one.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(JSON.readTree(get("/api/calls").body())
                        .at("/calls/0/channels/0/channel")
                        .textValue())
                .isEqualTo("<b>&");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/calls/unknown",
                "/api/calls/",
                "/api/calls/a/b",
                "/api",
                "/api/callsx",
                "/page.css/",
                "/%2e%2e"
            })
    void whatIsNotThereIsNotFoundInJson(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(response.body()).at("/error").textValue()).isNotBlank();
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri("/api/calls"))
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void aHeadRequestGetsTheHeadersAlone() throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri("/api/calls"))
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Length")).contains("12");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void healthFollowsTheStream() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        health = new Health(false, "ERROR");
        HttpResponse<String> down = get("/healthz");

        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.body()).isEqualTo("{\"status\":\"down\",\"streams\":\"ERROR\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/wall.js", "/page.css", "/page.svg", "/api/calls", "/nothing"})
    void everyAnswerForbidsWhatItDoesNotNeed(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("Content-Type").orElse("")).contains("/");
    }

    @Test
    void thePageLoadsNothingFromElsewhere() throws Exception {
        List<String> paths = new ArrayList<>(List.of("/", "/page.css"));
        Page.SCRIPTS.forEach(script -> paths.add("/" + script));
        for (String path : paths) {
            assertThat(get(path).body()).isNotBlank().doesNotContain("://").doesNotContain("innerHTML");
        }
        assertThat(get("/").body()).doesNotContain("style=").doesNotContain("onclick");
    }

    @Test
    void aForeignNameForThisMachineIsRefused() throws Exception {
        assertThat(statusLine("GET /api/calls HTTP/1.1\r\nHost: evil.example:80\r\n\r\n"))
                .contains(" 421 ");
        assertThat(statusLine("GET /api/calls HTTP/1.1\r\nHost: localhost:80\r\n\r\n"))
                .contains(" 200 ");
    }

    @Test
    void aForeignNameIsRefusedFromEverywhereWhereNoTokenIsAskedFor() throws Exception {
        server.close();
        server = DashboardServer.start(
                new InetSocketAddress(0),
                Service.open(driven.view(), () -> health).withHostNames(Set.of("calls.example")));

        assertThat(statusLine("GET /api/calls HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                .contains(" 421 ");
        assertThat(statusLine("GET /api/calls HTTP/1.1\r\nHost: calls.example\r\n\r\n"))
                .contains(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/calls/%zz", "/api/calls/%ff", "/api/calls/%ff/events", "/api/calls?query=%c3"})
    void whatIsNotPercentEncodedUtf8IsABadRequest(String path) throws Exception {
        driven.accept(window("\uFFFD", "customer", 0));

        assertThat(statusLine("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .contains(" 400 ");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    /** The first line that the server answers to a raw request. */
    private String statusLine(String request) throws IOException {
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            StringBuilder line = new StringBuilder();
            for (int c = answer.read(); c >= 0 && c != '\r'; c = answer.read()) {
                line.append((char) c);
            }
            return line.toString();
        }
    }
}
