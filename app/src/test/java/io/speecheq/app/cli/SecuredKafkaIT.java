package io.speecheq.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.broker.SecuredBroker;
import io.speecheq.app.history.History;
import io.speecheq.app.history.HistoryConfiguration;
import io.speecheq.app.history.ToldCall;
import io.speecheq.app.job.JobConfiguration;
import io.speecheq.app.job.KafkaSettings;
import io.speecheq.app.job.LocalCluster;
import io.speecheq.app.job.RunningJob;
import io.speecheq.app.job.SpeechEqJob;
import io.speecheq.app.job.TestNetwork;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.app.terminal.TerminalTraits;
import io.speecheq.dashboard.process.Dashboard;
import io.speecheq.dashboard.process.DashboardConfig;
import io.speecheq.dashboard.process.Listening;
import io.speecheq.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that reads or writes topics, against brokers that ask who is there. */
class SecuredKafkaIT {

    private static final Path HOME = Path.of(System.getProperty("speecheq.home"));
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private String servers = "";
    private Path config = Path.of("");

    @Test
    void everyClientSaysWhatTheBrokersAsk() throws Exception {
        try (EmbeddedBroker broker = SecuredBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            servers = broker.bootstrapServers();
            config = Files.writeString(folder.resolve("client.properties"), SecuredBroker.CLIENT);
            Map<String, String> connection =
                    KafkaSettings.parse(config.toString()).connection(servers);

            assertThat(run("topics").out()).contains("speecheq.audio  created");
            publishGarbage(connection);
            JobConfiguration configuration = JobConfiguration.of(Map.of(
                    "bootstrap-servers",
                    servers,
                    "kafka-config",
                    config.toString(),
                    "guarantee",
                    "exactly-once",
                    "checkpoint-interval",
                    "500ms",
                    "model",
                    TestNetwork.file(HOME).toString()));
            try (RunningJob job = RunningJob.start(
                            new SpeechEqJob(configuration), LocalCluster.continuous(1, folder.resolve("checkpoints")));
                    History history = History.start(history(), line -> {});
                    Dashboard dashboard = Dashboard.start(dashboard())) {
                new ToldCall("told", Instant.now(), 3, 1).publish(connection);

                await(() -> run("dead-letters", "list").out().contains("UNDECODABLE"));
                await(() -> get(dashboard, "api/calls").contains("\"told\""));
                await(() -> run("query", "--parquet", folder.resolve("history").toString(), "--csv", "FROM call")
                        .out()
                        .contains("told"));
                job.throwFailure();
                history.throwFailure();
            }
            assertThat(run("dead-letters", "replay").out()).startsWith("sent 1;");
            assertThat(run("erase", "--call", "told").out()).contains("speecheq.calls: 1 keys deleted");
            assertThat(run("alerts", "show").code()).isZero();
            assertThat(run("health").out()).contains("the job keeps up", "dead letters in the last 10 minutes");
        }
    }

    private HistoryConfiguration history() throws Exception {
        return HistoryConfiguration.of(
                Map.of(
                        "bootstrap-servers",
                        servers,
                        "kafka-config",
                        config.toString(),
                        "parquet",
                        folder.resolve("history").toString(),
                        "roll-interval",
                        "500ms"),
                Map.of());
    }

    private DashboardConfig dashboard() {
        return new DashboardConfig(
                servers,
                "speecheq-dashboard",
                folder.resolve("streams"),
                Listening.locally(0),
                Duration.ofHours(1),
                Optional.empty(),
                KafkaSettings.parse(config.toString()).values());
    }

    private static String get(Dashboard dashboard, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(dashboard.address() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void publishGarbage(Map<String, String> connection) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(Map.copyOf(connection), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.AUDIO.name(), new byte[] {1, 2, 3}))
                    .get();
        }
    }

    private record Ran(int code, String out) {}

    /** A command, with both options where it takes them. */
    private Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("query")) {
            all.addAll(List.of("--bootstrap-servers", servers, "--kafka-config", config.toString()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new TerminalTraits(false, false, true, 100));
        int code = SpeechEqCommand.run(terminal, new Home(HOME), all.toArray(String[]::new));
        return new Ran(code, out.toString(StandardCharsets.UTF_8));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(300);
        }
    }
}
