package io.speecheq.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Health by what Flink answers, from a server that answers as Flink does. */
class FlinkHealthTest {

    private static final long NOW = 1_800_000_000_000L;

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    /** How often a path still answers that nothing is known, as Flink does until it has collected the metrics. */
    private final Map<String, Integer> unknown = new ConcurrentHashMap<>();

    private HttpServer server;
    private URI address;

    @BeforeEach
    void aWellJob() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            boolean isKnown = unknown.getOrDefault(path, 0) <= 0;
            unknown.computeIfPresent(path, (key, times) -> times - 1);
            String answer = isKnown ? answers.get(path) : "[]";
            byte[] bytes = (answer == null ? "" : answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        job("RUNNING");
        answers.put("/jobs/j1/metrics?get=numRestarts", "[{\"id\":\"numRestarts\",\"value\":\"0\"}]");
        answers.put("/jobs/j1/metrics?get=uptime", "[{\"id\":\"uptime\",\"value\":\"7200000\"}]");
        answers.put("/jobs/j1/checkpoints/config", "{\"interval\":10000}");
        checkpoints(NOW - 5_000, 0);
        answers.put("/jobs/j1", "{\"start-time\":" + (NOW - 7_200_000) + ",\"vertices\":[{\"id\":\"v1\"}]}");
        metric("score_windows.speecheq.windowsFailedInARow", 0);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void job(String state) {
        answers.put(
                "/jobs/overview",
                "{\"jobs\":[{\"jid\":\"j0\",\"name\":\"SpeechEQ\",\"state\":\"CANCELED\",\"start-time\":9,\"end-time\":10},"
                        + "{\"jid\":\"j1\",\"name\":\"SpeechEQ\",\"state\":\"" + state
                        + "\",\"start-time\":1,\"end-time\":-1}]}");
    }

    private void checkpoints(long completedMillis, long failedMillis) {
        answers.put(
                "/jobs/j1/checkpoints",
                "{\"latest\":{\"completed\":{\"latest_ack_timestamp\":" + completedMillis
                        + "},\"failed\":{\"failure_timestamp\":" + failedMillis
                        + ",\"failure_message\":\"disk full\"}}}");
    }

    private void metric(String id, int value) {
        String path = "/jobs/j1/vertices/v1/subtasks/metrics";
        answers.put(path, "[{\"id\":\"" + id + "\"}]");
        answers.put(
                path + "?get=" + id,
                "[{\"id\":\"" + id + "\",\"min\":0,\"max\":" + value + ",\"avg\":0,\"sum\":" + value + "}]");
        answers.put("/jobs/j1/vertices/v1/metrics", "[]");
    }

    private List<Finding> findings() throws InterruptedException {
        return new FlinkHealth(address, NOW, () -> {}).findings();
    }

    private String wrong() throws InterruptedException {
        return String.join(
                "\n",
                findings().stream()
                        .filter(finding -> !finding.isWell())
                        .map(Finding::text)
                        .toList());
    }

    @Test
    void aJobThatIsWellHasNothingWrong() throws Exception {
        assertThat(findings()).hasSizeGreaterThan(3).allMatch(Finding::isWell);
    }

    @Test
    void aNetworkThatAlwaysFailsIsTold() throws Exception {
        metric("score_windows.speecheq.windowsFailedInARow", 12);

        assertThat(wrong())
                .startsWith("the network has failed on the last 12 windows in a row")
                .hasLineCount(1);
    }

    @Test
    void theReleasesThatScoreAreTold() throws Exception {
        String path = "/jobs/j1/vertices/v1/metrics";
        answers.put(
                path, "[{\"id\":\"0.score_windows.speecheq.release\"},{\"id\":\"1.score_windows.speecheq.release\"}]");
        answers.put(path + "?get=0.score_windows.speecheq.release", "[{\"id\":\"0\",\"value\":\"speecheq:0.4.0\"}]");
        answers.put(path + "?get=1.score_windows.speecheq.release", "[{\"id\":\"1\",\"value\":\"speecheq:0.3.0\"}]");

        assertThat(findings())
                .extracting(Finding::text)
                .anyMatch(text -> text.startsWith("the network has scored")
                        && text.endsWith("last with speecheq:0.3.0 and speecheq:0.4.0"));
    }

    @Test
    void aCheckpointThatFailedOrIsOldIsTold() throws Exception {
        checkpoints(NOW - 400_000, NOW - 1_000);

        assertThat(wrong())
                .contains("the last checkpoint failed (disk full)", "the last checkpoint is 6 min old")
                .hasLineCount(2);
    }

    @Test
    void aRecentRestartIsTold() throws Exception {
        answers.put("/jobs/j1/metrics?get=numRestarts", "[{\"id\":\"numRestarts\",\"value\":\"3\"}]");
        answers.put("/jobs/j1/metrics?get=uptime", "[{\"id\":\"uptime\",\"value\":\"30000\"}]");

        assertThat(wrong()).startsWith("the job has restarted 3 times, the last 30 s ago");
    }

    @Test
    void whatFlinkHasNotCollectedYetIsWaitedFor() throws Exception {
        answers.put("/jobs/j1/metrics?get=numRestarts", "[{\"id\":\"numRestarts\",\"value\":\"3\"}]");
        answers.put("/jobs/j1/metrics?get=uptime", "[{\"id\":\"uptime\",\"value\":\"30000\"}]");
        metric("score_windows.speecheq.windowsFailedInARow", 12);
        unknown.put("/jobs/j1/metrics?get=numRestarts", 1);
        unknown.put("/jobs/j1/metrics?get=uptime", 2);
        unknown.put("/jobs/j1/vertices/v1/subtasks/metrics", 3);

        assertThat(wrong())
                .contains("the job has restarted 3 times, the last 30 s ago", "failed on the last 12 windows")
                .hasLineCount(2);
    }

    @Test
    void whatFlinkKnewAtTheQuestionBeforeIsNotToldAsNow() throws Exception {
        answers.put("/jobs/j1/metrics?get=uptime", "[{\"id\":\"uptime\",\"value\":\"7200000\"}]");

        List<Finding> findings = new FlinkHealth(address, NOW, () -> {
                    answers.put("/jobs/j1/metrics?get=numRestarts", "[{\"id\":\"numRestarts\",\"value\":\"1\"}]");
                    answers.put("/jobs/j1/metrics?get=uptime", "[{\"id\":\"uptime\",\"value\":\"5000\"}]");
                })
                .findings();

        assertThat(findings)
                .extracting(Finding::text)
                .anyMatch(text -> text.startsWith("the job has restarted 1 times, the last 5 s ago"));
    }

    @Test
    void whatFlinkNeverTellsIsWrongAndNotZero() throws Exception {
        unknown.put("/jobs/j1/metrics?get=numRestarts", 1_000);
        unknown.put("/jobs/j1/metrics?get=uptime", 1_000);
        unknown.put("/jobs/j1/vertices/v1/subtasks/metrics", 1_000);

        assertThat(wrong())
                .startsWith("Flink does not tell uptime, numRestarts, windowsFailedInARow of the job")
                .hasLineCount(1);
        assertThat(findings()).extracting(Finding::text).noneMatch(text -> text.contains("the job runs"));
    }

    @Test
    void aJobThatDoesNotRunIsTold() throws Exception {
        job("FAILED");

        assertThat(wrong()).startsWith("the job is FAILED: read why at " + address + "/jobs/j1/exceptions");
    }

    @Test
    void aClusterWithoutTheJobIsTold() throws Exception {
        answers.put("/jobs/overview", "{\"jobs\":[]}");

        assertThat(wrong())
                .isEqualTo("Flink at " + address
                        + " has no job SpeechEQ: submit it (flink run), or name another cluster with --flink");
    }
}
