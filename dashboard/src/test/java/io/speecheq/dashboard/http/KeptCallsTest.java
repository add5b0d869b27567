package io.speecheq.dashboard.http;

import static io.speecheq.dashboard.calls.DrivenCalls.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.speecheq.dashboard.history.SyntheticHistory;
import org.junit.jupiter.api.Test;

class KeptCallsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private boolean isAway;

    @Test
    void aCallThatHasLeftIsReadFromTheHistory() throws Exception {
        try (ServedDashboard dashboard = dashboard()) {
            JsonNode call = JSON.readTree(dashboard.get("/api/calls/kept-1").body());
            assertThat(call.path("kept").booleanValue()).isTrue();
            assertThat(call.path("status").textValue()).isEqualTo("COMPLETED");
            assertThat(call.at("/summary/revision").intValue()).isEqualTo(3);
            assertThat(dashboard.get("/api/calls/other").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void searchFindsWhatIsLiveAndWhatIsKept() throws Exception {
        try (ServedDashboard dashboard = dashboard()) {
            dashboard.driven.accept(window("KEPT-live", "customer", 0));
            dashboard.driven.accept(window("another", "customer", 0));
            JsonNode found =
                    JSON.readTree(dashboard.get("/api/calls?query=kept").body());
            assertThat(found.path("calls"))
                    .extracting(call -> call.path("callId").textValue())
                    .containsExactly("KEPT-live", "kept-1");
            assertThat(JSON.readTree(dashboard.get("/api/calls").body()).path("calls"))
                    .hasSize(2);
        }
    }

    @Test
    void aHistoryThatIsAwayIsSaidAndLiveCallsAreFoundAllTheSame() throws Exception {
        isAway = true;
        try (ServedDashboard dashboard = dashboard()) {
            dashboard.driven.accept(window("kept-live", "customer", 0));
            JsonNode found =
                    JSON.readTree(dashboard.get("/api/calls?query=kept").body());
            assertThat(found.path("calls")).hasSize(1);
            assertThat(found.at("/unanswered/0").textValue()).isEqualTo("history");
            assertThat(dashboard.get("/api/calls/kept-1").statusCode()).isEqualTo(503);
            assertThat(dashboard.get("/api/calls?query=a&limit=none").statusCode())
                    .isEqualTo(400);
        }
    }

    private ServedDashboard dashboard() throws Exception {
        return new ServedDashboard(service -> service.withHistory(new SyntheticHistory("kept-1", () -> isAway)));
    }
}
