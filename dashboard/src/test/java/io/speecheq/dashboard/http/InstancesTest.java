package io.speecheq.dashboard.http;

import static io.speecheq.dashboard.calls.DrivenCalls.alert;
import static io.speecheq.dashboard.calls.DrivenCalls.window;
import static io.speecheq.dashboard.http.ServedDashboard.SUPERVISOR;
import static io.speecheq.dashboard.http.ServedDashboard.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.speecheq.dashboard.calls.DrivenCalls;
import io.speecheq.schemas.record.AlertState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two instances, of which the first knows that the second has every call whose id begins with {@code far}. */
@Timeout(60)
class InstancesTest {

    private static final JsonMapper JSON = new JsonMapper();

    private ServedDashboard far;
    private ServedDashboard near;
    private volatile Optional<String> other = Optional.empty();
    private volatile List<String> stranger = List.of();
    private volatile boolean hasShare = true;

    @BeforeEach
    void start() throws IOException {
        far = new ServedDashboard(service -> service.withAccess(ServedDashboard.guarded()));
        near = new ServedDashboard(service -> service.withAccess(ServedDashboard.guarded())
                .withInstances(new Instances() {
                    @Override
                    public List<String> others() {
                        return List.of(other.orElseGet(far::name));
                    }

                    @Override
                    public boolean hasShare() {
                        return hasShare;
                    }

                    @Override
                    public List<String> outOfReach() {
                        return stranger;
                    }

                    @Override
                    public Optional<String> ownerOf(String callId) {
                        return callId.startsWith("far") ? Optional.of(far.name()) : Optional.empty();
                    }
                }));
        near.driven.accept(window("near", "customer", 0));
        far.driven.accept(window("far/away?#%", "customer", 0));
        far.driven.accept(window("far/away?#%", "agent & co", 0));
        far.driven.accept(alert("far/away?#%", 1, AlertState.RAISED));
    }

    @AfterEach
    void close() {
        near.close();
        far.close();
    }

    @Test
    void aListIsTheUnionOfAllShares() throws Exception {
        assertThat(JSON.readTree(near.get("/api/calls", VIEWER).body()).at("/calls"))
                .extracting(call -> call.path("callId").textValue())
                .containsExactlyInAnyOrder("near", "far/away?#%");
        assertThat(JSON.readTree(near.get("/api/calls?share=own", VIEWER).body())
                        .at("/calls"))
                .hasSize(1);
        assertThat(JSON.readTree(near.get("/api/alerts", SUPERVISOR).body()).at("/alerts"))
                .hasSize(1);
    }

    @Test
    void anInstanceToWhichNoCallsFellWaitsForNoneOfItsOwn() throws Exception {
        hasShare = false;

        assertThat(JSON.readTree(near.get("/api/calls", VIEWER).body()).at("/calls"))
                .extracting(call -> call.path("callId").textValue())
                .containsExactly("far/away?#%");
    }

    @Test
    void aCallIsAskedOfTheInstanceThatHasIt() throws Exception {
        String path = "/api/calls/far%2Faway%3F%23%25";
        JsonNode call = JSON.readTree(near.get(path, SUPERVISOR).body());
        assertThat(call.at("/callId").textValue()).isEqualTo("far/away?#%");
        JsonNode windows = JSON.readTree(
                near.get(path + "/windows?channel=agent%20%26%20co", SUPERVISOR).body());
        assertThat(windows.at("/channels")).hasSize(1);
        assertThat(windows.at("/channels/0/windows")).hasSize(1);
        assertThat(near.get("/api/calls/far-too-far", SUPERVISOR).statusCode()).isEqualTo(404);
        assertThat(near.get(path, VIEWER).body()).doesNotContain("anger-lasts");
    }

    @Test
    void eventsTellOfTheOtherInstancesCallsToo() throws Exception {
        try (Listener wall =
                        Listener.to(URI.create("http://" + near.name() + "/api/events"), "", Optional.of(SUPERVISOR));
                Listener call = Listener.to(
                        URI.create("http://" + near.name() + "/api/calls/far%2Faway%3F%23%25/events"),
                        "",
                        Optional.of(SUPERVISOR))) {
            assertThat(wall.next("calls").at("/calls")).hasSize(2);
            assertThat(call.next("call").at("/channels")).hasSize(2);
        }
    }

    @Test
    void whoeverCannotBeAskedIsNamedOnceItHasTakenCalls() throws Exception {
        try (Listener wall =
                Listener.to(URI.create("http://" + near.name() + "/api/events"), "", Optional.of(SUPERVISOR))) {
            assertThat(wall.next("calls").at("/unanswered")).isEmpty();
            stranger = List.of("another dashboard");

            assertThat(wall.next("calls").at("/unanswered/0").textValue()).isEqualTo("another dashboard");
            JsonNode calls = JSON.readTree(near.get("/api/calls", VIEWER).body());
            assertThat(calls.at("/calls")).hasSize(2);
            assertThat(calls.at("/unanswered/0").textValue()).isEqualTo("another dashboard");
            assertThat(JSON.readTree(near.get("/api/alerts", SUPERVISOR).body())
                            .at("/unanswered/0")
                            .textValue())
                    .isEqualTo("another dashboard");
        }
    }

    @Test
    void anInstanceThatDoesNotAnswerIsNamedAndNotHidden() throws Exception {
        far.stop();
        JsonNode calls = JSON.readTree(near.get("/api/calls", VIEWER).body());
        HttpResponse<String> call = near.get("/api/calls/far", VIEWER);

        assertThat(calls.at("/calls")).hasSize(1);
        assertThat(calls.at("/unanswered/0").textValue()).isEqualTo(far.name());
        assertThat(call.statusCode()).isEqualTo(503);
        assertThat(call.body()).contains(far.name());
    }

    @Test
    void anInstanceToWhichNoCallsFellAnswersTheOthers() throws Exception {
        far.close();
        far = new ServedDashboard(service -> new Service(
                DrivenCalls.notReady(),
                service.health(),
                withoutShare(),
                Optional.empty(),
                ServedDashboard.guarded(),
                Optional.empty(),
                Set.of()));
        JsonNode calls = JSON.readTree(near.get("/api/calls", VIEWER).body());
        JsonNode alerts = JSON.readTree(near.get("/api/alerts", SUPERVISOR).body());

        assertThat(calls.at("/calls")).hasSize(1);
        assertThat(calls.has("unanswered")).isFalse();
        assertThat(alerts.has("unanswered")).isFalse();
    }

    @Test
    void aCallThatLeavesIsGoneThoughAnotherInstanceDoesNotAnswer() throws Exception {
        try (Listener wall =
                Listener.to(URI.create("http://" + near.name() + "/api/events"), "", Optional.of(SUPERVISOR))) {
            assertThat(wall.next("calls").at("/calls")).hasSize(2);
            far.stop();
            near.driven.erase("near", "customer");
            JsonNode news = wall.next("calls");
            while (news.at("/gone").isEmpty()) {
                news = wall.next("calls");
            }

            assertThat(news.at("/gone")).extracting(JsonNode::textValue).containsExactly("near");
            assertThat(news.at("/unanswered/0").textValue()).isEqualTo(far.name());
        }
    }

    @Test
    void anInstanceThatDiesInTheMiddleOfItsAnswerHoldsNobodyUp() throws Exception {
        try (HalfAnAnswer dying = new HalfAnAnswer()) {
            other = Optional.of(dying.name());
            HttpResponse<String> calls = near.send(near.request("/api/calls")
                    .header("Authorization", "Bearer " + VIEWER)
                    .timeout(Duration.ofSeconds(5)));

            assertThat(JSON.readTree(calls.body()).at("/calls")).hasSize(1);
            assertThat(JSON.readTree(calls.body()).at("/unanswered/0").textValue())
                    .isEqualTo(dying.name());
            assertThat(dying.isLeft()).isTrue();
        }
    }

    private static Instances withoutShare() {
        return new Instances() {
            @Override
            public List<String> others() {
                return List.of();
            }

            @Override
            public boolean hasShare() {
                return false;
            }

            @Override
            public List<String> outOfReach() {
                return List.of();
            }

            @Override
            public Optional<String> ownerOf(String callId) {
                return Optional.empty();
            }
        };
    }
}
