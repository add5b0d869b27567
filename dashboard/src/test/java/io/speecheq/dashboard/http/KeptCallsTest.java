package io.speecheq.dashboard.http;

import static io.speecheq.dashboard.calls.DrivenCalls.summary;
import static io.speecheq.dashboard.calls.DrivenCalls.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.dashboard.calls.DrivenCalls;
import io.speecheq.dashboard.history.CallHistory;
import io.speecheq.dashboard.history.HistoryUnavailableException;
import io.speecheq.dashboard.history.KeptCall;
import io.speecheq.schemas.codec.RecordJson;
import io.speecheq.schemas.record.CallStatus;
import java.util.List;
import java.util.Optional;
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
        return new ServedDashboard(service -> service.withHistory(new Kept()));
    }

    /** One call, kept-1. */
    private final class Kept implements CallHistory {

        private final ObjectNode record = RecordJson.tree(summary("kept-1", CallStatus.COMPLETED, 3));
        private final KeptCall call = new KeptCall("kept-1", DrivenCalls.NOON, "COMPLETED", record);

        @Override
        public Optional<KeptCall> call(String callId) throws HistoryUnavailableException {
            return search(callId, 1).stream().findFirst();
        }

        @Override
        public List<ObjectNode> trajectories(String callId) {
            return List.of();
        }

        @Override
        public List<ObjectNode> alerts(String callId) {
            return List.of();
        }

        @Override
        public List<ObjectNode> windows(String callId, String channel, int from, int most) {
            return List.of();
        }

        @Override
        public List<KeptCall> search(String text, int most) throws HistoryUnavailableException {
            if (isAway) {
                throw new HistoryUnavailableException(new IllegalStateException("away"));
            }
            return call.callId().contains(text) ? List.of(call) : List.of();
        }
    }
}
