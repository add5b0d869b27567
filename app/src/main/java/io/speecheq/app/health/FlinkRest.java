package io.speecheq.app.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Flink's REST interface, as far as it tells of a job's health. Thread-safe. */
final class FlinkRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String base;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** @param address {@code http://host:port}, with or without a path */
    FlinkRest(URI address) {
        String text = address.toString();
        base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * What is at that path.
     *
     * @throws IOException when nothing answers, or not as Flink does
     */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("answers " + response.statusCode() + " to " + path);
        }
        return JSON.readTree(response.body());
    }

    /** The newest job of that name, those that still run before those that ended. */
    Optional<JsonNode> job(String name) throws IOException, InterruptedException {
        Optional<JsonNode> found = Optional.empty();
        for (JsonNode job : get("/jobs/overview").path("jobs")) {
            if (job.path("name").asText().equals(name)
                    && found.map(best -> isBetter(job, best)).orElse(true)) {
                found = Optional.of(job);
            }
        }
        return found;
    }

    private static boolean isBetter(JsonNode job, JsonNode best) {
        boolean hasEnded = job.path("end-time").asLong(-1) > 0;
        boolean hasBestEnded = best.path("end-time").asLong(-1) > 0;
        return hasEnded == hasBestEnded
                ? job.path("start-time").asLong() > best.path("start-time").asLong()
                : hasBestEnded;
    }

    /** A job's own metric; none while it is not reported yet. */
    Optional<Double> jobMetric(String jobId, String name) throws IOException, InterruptedException {
        for (JsonNode metric : get("/jobs/" + jobId + "/metrics?get=" + name)) {
            String value = metric.path("value").asText();
            if (value.matches("-?[0-9.]+(E[0-9]+)?")) {
                return Optional.of(Double.parseDouble(value));
            }
        }
        return Optional.empty();
    }

    /** The metrics of a job's operators whose name passes, each summed up over its subtasks. */
    List<OperatorMetric> operatorMetrics(String jobId, Predicate<String> names)
            throws IOException, InterruptedException {
        List<OperatorMetric> metrics = new ArrayList<>();
        for (JsonNode vertex : get("/jobs/" + jobId).path("vertices")) {
            String path = "/jobs/" + jobId + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
            List<String> wanted = new ArrayList<>();
            for (JsonNode metric : get(path)) {
                String id = metric.path("id").asText();
                if (names.test(id)) {
                    wanted.add(URLEncoder.encode(id, StandardCharsets.UTF_8));
                }
            }
            if (!wanted.isEmpty()) {
                for (JsonNode metric : get(path + "?get=" + String.join(",", wanted))) {
                    metrics.add(new OperatorMetric(
                            metric.path("id").asText(),
                            metric.path("sum").asDouble(),
                            metric.path("max").asDouble()));
                }
            }
        }
        return metrics;
    }

    /** The texts that an operator's subtasks have for a metric, each once. */
    Set<String> operatorTexts(String jobId, String suffix) throws IOException, InterruptedException {
        Set<String> texts = new TreeSet<>();
        for (JsonNode vertex : get("/jobs/" + jobId).path("vertices")) {
            String path = "/jobs/" + jobId + "/vertices/" + vertex.path("id").asText() + "/metrics";
            for (JsonNode metric : get(path)) {
                String id = metric.path("id").asText();
                if (id.endsWith(suffix)) {
                    for (JsonNode value : get(path + "?get=" + URLEncoder.encode(id, StandardCharsets.UTF_8))) {
                        texts.add(value.path("value").asText());
                    }
                }
            }
        }
        texts.remove("");
        return texts;
    }

    /**
     * A metric over all subtasks of an operator.
     *
     * @param id the operator's name, the metric's groups and its name, with dots between
     */
    record OperatorMetric(String id, double sum, double max) {}
}
