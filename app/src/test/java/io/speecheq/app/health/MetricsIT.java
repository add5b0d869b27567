package io.speecheq.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.job.JobConfiguration;
import io.speecheq.app.job.LocalCluster;
import io.speecheq.app.job.RunningJob;
import io.speecheq.app.job.SpeechEqJob;
import io.speecheq.app.job.TestNetwork;
import io.speecheq.app.job.TopicSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running job's metrics against the page that lists them, and its health before and after its end. */
class MetricsIT {

    private static final Path HOME = Path.of(System.getProperty("speecheq.home"));
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern OURS = Pattern.compile(
            ".*\\.speecheq\\.(?:reason\\.[A-Z_]+\\.)?([A-Za-z]+)(?:_(?:min|max|mean|median|stddev|p\\d+))?");

    @TempDir
    private Path folder;

    @Test
    void thePageOfMetricsAndTheRunningJobAgreeAndHealthIsTold() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            Map<String, String> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
            new TopicSetup(connection).createMissing(2);
            JobConfiguration configuration = JobConfiguration.of(Map.of(
                    "bootstrap-servers",
                    broker.bootstrapServers(),
                    "checkpoint-interval",
                    "1s",
                    "model",
                    TestNetwork.file(HOME).toString()));
            int port = EmbeddedBroker.freePort();
            URI address = URI.create("http://127.0.0.1:" + port);
            try (RunningJob job = RunningJob.start(
                    new SpeechEqJob(configuration), LocalCluster.continuous(1, folder.resolve("checkpoints"), port))) {

                assertThat(registered(address)).isEqualTo(documented());
                List<Finding> well = awaitWell(address);
                assertThat(well)
                        .allSatisfy(finding ->
                                assertThat(finding.isWell()).as(finding.text()).isTrue());
                assertThat(well)
                        .as("values of a moment before, not of the start")
                        .anyMatch(MetricsIT::tellsThatTimeGoesBy);
                job.throwFailure();
            }
            assertThat(new FlinkHealth(address, System.currentTimeMillis()).findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.text()).startsWith("no Flink answers at " + address));
            assertThat(new KafkaHealth(
                                    connection,
                                    List.of(ReadGroup.ofJob("speecheq", Duration.ofSeconds(1))),
                                    System.currentTimeMillis())
                            .findings())
                    .extracting(Finding::text)
                    .containsExactly(
                            "the job keeps up; about 0 records since its last checkpoint",
                            "no dead letters in the last 10 minutes");
        }
    }

    private static List<Finding> awaitWell(URI address) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        List<Finding> findings = new FlinkHealth(address, System.currentTimeMillis()).findings();
        while (!(findings.stream().allMatch(Finding::isWell)
                        && findings.stream().anyMatch(MetricsIT::tellsThatTimeGoesBy))
                && Instant.now().isBefore(deadline)) {
            Thread.sleep(500);
            findings = new FlinkHealth(address, System.currentTimeMillis()).findings();
        }
        return findings;
    }

    private static boolean tellsThatTimeGoesBy(Finding finding) {
        return finding.text().matches("the job runs, for (?!0 s ).*");
    }

    /** What the job registers in our group, once it has as much as the page says, or after a while. */
    private static Set<String> registered(URI address) throws Exception {
        FlinkRest flink = new FlinkRest(address);
        Instant deadline = Instant.now().plus(PATIENCE);
        Set<String> names = new TreeSet<>();
        while (!names.equals(documented()) && Instant.now().isBefore(deadline)) {
            Thread.sleep(500);
            names.clear();
            try {
                names.addAll(registered(flink));
            } catch (IOException e) {
                // The cluster is not up yet: the next round asks again.
                names.clear();
            }
        }
        return names;
    }

    private static Set<String> registered(FlinkRest flink) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        Optional<JsonNode> job = flink.job(SpeechEqJob.NAME);
        if (job.isEmpty()) {
            return names;
        }
        String id = job.get().path("jid").asText();
        for (JsonNode vertex : flink.get("/jobs/" + id).path("vertices")) {
            String path = "/jobs/" + id + "/vertices/" + vertex.path("id").asText() + "/metrics";
            for (JsonNode metric : flink.get(path)) {
                Matcher matcher = OURS.matcher(metric.path("id").asText());
                if (matcher.matches()) {
                    names.add(matcher.group(1));
                }
            }
        }
        return names;
    }

    private static Set<String> documented() throws Exception {
        Set<String> names = new TreeSet<>();
        Matcher row = Pattern.compile("^\\| `([A-Za-z]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(HOME.resolve("docs/metrics.md")));
        while (row.find()) {
            names.add(row.group(1));
        }
        return names;
    }
}
