package io.speecheq.dashboard.http;

import static io.speecheq.dashboard.calls.DrivenCalls.alert;
import static io.speecheq.dashboard.calls.DrivenCalls.trajectory;
import static io.speecheq.dashboard.calls.DrivenCalls.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.speecheq.dashboard.calls.DrivenCalls;
import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.TrajectoryStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsTest {

    private static final int MOST_CLIENTS = 3;

    private final DrivenCalls driven = new DrivenCalls();
    private DashboardServer server;

    @BeforeEach
    void start() throws IOException {
        server = DashboardServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Service.open(driven.view(), () -> new Health(true, "RUNNING")),
                MOST_CLIENTS);
    }

    @AfterEach
    void close() {
        server.close();
        driven.close();
    }

    @Test
    void whoeverListensHearsOfAllCallsAndThenOfThoseThatChange() throws Exception {
        driven.accept(window("a", "customer", 0));
        driven.accept(window("b", "customer", 0));
        try (Listener wall = listen("/api/events", "")) {
            JsonNode first = wall.next("calls");
            assertThat(first.path("complete").booleanValue()).isTrue();
            assertThat(ids(first)).containsExactlyInAnyOrder("a", "b");
            driven.accept(window("b", "customer", 1));
            JsonNode second = wall.next("calls");

            assertThat(second.path("complete").booleanValue()).isFalse();
            assertThat(ids(second)).containsExactly("b");
            assertThat(second.at("/calls/0/channels/0/latest/index").intValue()).isEqualTo(1);
        }
    }

    @Test
    void aClientThatComesBackHearsOnlyWhatItMissed() throws Exception {
        driven.accept(window("a", "customer", 0));
        driven.accept(window("b", "customer", 0));
        String heard;
        try (Listener wall = listen("/api/events", "")) {
            wall.next("calls");
            heard = wall.lastId();
        }
        driven.accept(trajectory("c", "customer", TrajectoryStatus.ACTIVE, 1));
        driven.accept(trajectory("a", "customer", TrajectoryStatus.COMPLETED, 2));
        driven.erase("b", "customer");
        try (Listener wall = listen("/api/events", heard)) {
            JsonNode missed = wall.next("calls");

            assertThat(missed.path("complete").booleanValue()).isFalse();
            assertThat(ids(missed)).containsExactlyInAnyOrder("a", "c");
            assertThat(missed.at("/gone/0").textValue()).isEqualTo("b");
        }
    }

    @Test
    void aClientOfAnotherProcessHearsEverythingAfresh() throws Exception {
        driven.accept(window("a", "customer", 0));
        try (Listener wall = listen("/api/events", "cafe-7")) {
            assertThat(wall.next("calls").path("complete").booleanValue()).isTrue();
        }
    }

    @Test
    void ribbonsOnTheWallAreCutToWhatCameLatelyAndLeaveNoWindowOut() throws Exception {
        IntStream.range(0, 100).forEach(i -> driven.accept(window("a", "customer", i)));
        try (Listener wall = listen("/api/events", "")) {
            int end = end(wall.next("calls"));
            assertThat(end).isEqualTo(100);
            for (int step = 1; step <= 4; step++) {
                int wanted = end + 5 * step;
                IntStream.range(end, wanted).forEach(i -> driven.accept(window("a", "customer", i)));
                while (end < wanted) {
                    JsonNode news = wall.next("calls");
                    JsonNode ribbon = news.at("/calls/0/channels/0/ribbon");

                    assertThat(ribbon.path("from").intValue()).isLessThanOrEqualTo(end);
                    assertThat(ribbon.path("marks").textValue().length()).isLessThan(3 * 60);
                    end = end(news);
                }
            }
            assertThat(end).isEqualTo(150);
        }
    }

    @Test
    void anotherRunOfACallIsToldToWhoeverHeardTheFirst() throws Exception {
        IntStream.range(0, 50).forEach(i -> driven.accept(window("a", "customer", i)));
        try (Listener wall = listen("/api/events", "")) {
            assertThat(end(wall.next("calls"))).isEqualTo(50);
            EmotionWindow again = window("a", "customer", 0);
            again.setCallStart(DrivenCalls.NOON.plusSeconds(600));
            driven.accept(again);
            JsonNode news = wall.next("calls");

            assertThat(news.at("/calls/0/callStart").longValue())
                    .isEqualTo(again.getCallStart().toEpochMilli());
            assertThat(end(news)).isEqualTo(1);
        }
    }

    @Test
    void aChannelThatBeginsAfreshIsToldWhole() throws Exception {
        EmotionWindow agent = window("a", "agent", 0);
        agent.setCallStart(DrivenCalls.NOON.plusSeconds(600));
        driven.accept(agent);
        IntStream.range(0, 50).forEach(i -> driven.accept(window("a", "customer", i)));
        try (Listener wall = listen("/api/events", "")) {
            assertThat(wall.next("calls").at("/calls/0/channels/1/ribbon/marks").textValue())
                    .hasSize(3 * 50);
            EmotionWindow again = window("a", "customer", 0);
            again.setCallStart(agent.getCallStart());
            driven.accept(again);

            assertThat(wall.next("calls").at("/calls/0/channels/1/ribbon/marks").textValue())
                    .hasSize(3);
        }
    }

    @Test
    void aCallsEventsTellEachWindowOnce() throws Exception {
        IntStream.range(0, 600).forEach(i -> driven.accept(window("a", "customer", i)));
        driven.accept(window("a", "agent", 0));
        driven.accept(alert("a", 1, AlertState.RAISED));
        List<Integer> indexes = new ArrayList<>();
        String heard;
        try (Listener call = listen("/api/calls/a/events", "")) {
            JsonNode first = call.next("call");
            assertThat(first.at("/call/alerts/0/rule").textValue()).isEqualTo("anger-lasts");
            indexes.addAll(indexes(first, "customer"));
            heard = call.lastId();
        }
        assertThat(indexes).hasSize(512);
        driven.accept(window("a", "customer", 600));
        try (Listener call = listen("/api/calls/a/events", heard)) {
            indexes.addAll(indexes(call.next("call"), "customer"));
        }

        assertThat(indexes).isEqualTo(IntStream.rangeClosed(0, 600).boxed().toList());
    }

    @Test
    void aCallThatIsNotThereIsSaidToBeGoneUntilItComes() throws Exception {
        try (Listener call = listen("/api/calls/late/events", "")) {
            call.next("gone");
            driven.accept(window("late", "customer", 0));

            assertThat(call.next("call").at("/call/callId").textValue()).isEqualTo("late");
        }
    }

    @Test
    void whoeverHearsNoNewsHearsThatTheStreamIsAlive() throws Exception {
        try (Listener wall = listen("/api/events", "")) {
            wall.next("calls");
            String heard = wall.lastId();

            assertThat(wall.next("alive")).isEmpty();
            assertThat(wall.lastId()).isEqualTo(heard);
        }
    }

    @Test
    void aHostileIdBreaksNoEvent() throws Exception {
        String hostile = "a\ndata: {}\r\n\nevent: calls\u2028";
        driven.accept(window(hostile, "b\nid: 7", 0));
        try (Listener wall = listen("/api/events", "");
                Listener call = listen("/api/calls/" + encoded(hostile) + "/events", "")) {
            assertThat(ids(wall.next("calls"))).containsExactly(hostile);
            assertThat(call.next("call").at("/call/callId").textValue()).isEqualTo(hostile);
        }
    }

    @Test
    void oneTooManyIsToldToComeLater() throws Exception {
        try (Listener one = listen("/api/events", "");
                Listener two = listen("/api/events", "");
                Listener three = listen("/api/events", "")) {
            three.next("calls");
            HttpClient client = HttpClient.newHttpClient();
            HttpResponse<String> refused =
                    client.send(HttpRequest.newBuilder(uri("/api/events")).build(), BodyHandlers.ofString());

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("error").doesNotContain("\n");
            assertThat(one.status() + two.status()).isEqualTo(400);
        }
    }

    @Test
    void whoeverDoesNotReadHoldsUpNobody() throws Exception {
        byte[] request = "GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(1_024);
            deaf.connect(server.address());
            deaf.getOutputStream().write(request);
            IntStream.range(0, 2_000).forEach(i -> driven.accept(window("call-" + i + "-" + "x".repeat(200), "c", 0)));
            try (Listener wall = listen("/api/events", "")) {
                assertThat(ids(wall.next("calls"))).hasSize(2_000);
                driven.accept(window("new", "c", 0));
                assertThat(ids(wall.next("calls"))).containsExactly("new");
            }
        }
    }

    private Listener listen(String path, String lastEventId) throws Exception {
        return Listener.to(uri(path), lastEventId, Optional.empty());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> ids(JsonNode news) {
        List<String> ids = new ArrayList<>();
        news.path("calls").forEach(call -> ids.add(call.path("callId").textValue()));
        return ids;
    }

    private static int end(JsonNode news) {
        JsonNode ribbon = news.at("/calls/0/channels/0/ribbon");
        return ribbon.path("from").intValue() + ribbon.path("marks").textValue().length() / 3;
    }

    private static List<Integer> indexes(JsonNode news, String channel) {
        List<Integer> indexes = new ArrayList<>();
        for (JsonNode share : news.path("channels")) {
            if (share.path("channel").textValue().equals(channel)) {
                share.path("windows")
                        .forEach(window -> indexes.add(window.path("index").intValue()));
            }
        }
        return indexes;
    }
}
