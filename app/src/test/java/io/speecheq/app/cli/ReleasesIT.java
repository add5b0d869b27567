package io.speecheq.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.job.JobConfiguration;
import io.speecheq.app.job.LocalCluster;
import io.speecheq.app.job.RunningJob;
import io.speecheq.app.job.SpeechEqJob;
import io.speecheq.app.job.TestNetwork;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.replay.CallReplays;
import io.speecheq.app.replay.CallReplays.ReplayOptions;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.app.terminal.TerminalTraits;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.ingest.publish.AudioPublisher;
import io.speecheq.ingest.replay.ReplayProgress;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.topic.SpeechEqDeserializer;
import io.speecheq.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on releases, against a broker and a job that runs, with audio coming in. */
class ReleasesIT {

    private static final Path HOME = Path.of(System.getProperty("speecheq.home"));
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int WINDOWS = 62;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void aRunningJobSwitchesOnceInEveryChannelAndLosesNothingAlsoOverARestart() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            Map<String, String> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
            new TopicSetup(connection).createMissing(2);
            List<RecordedCall> calls = List.of(call("first"), call("second"));
            ReplayOptions replay =
                    new ReplayOptions(ChannelNames.standard(), 2, Duration.ZERO, Optional.empty(), Map.of());
            List<EmotionWindow> told = new ArrayList<>();
            try (AudioPublisher publisher = AudioPublisher.open(connection, Topics.AUDIO.name());
                    CallReplays replays = new CallReplays(replay, publisher, ReplayProgress.unseen(), problem -> {});
                    KafkaConsumer<String, EmotionWindow> committed = committedEmotions(connection)) {
                CompletableFuture<Integer> replayed;
                try (RunningJob first = start(broker)) {
                    run(0, broker, "publish", network("0.1.0"), "--store", store("models"), "--promote");
                    assertThat(said()).contains("loaded  speecheq:0.1.0", "serves since the start of the job");
                    run(0, broker, "publish", network("0.1.9"), "--store", store("models"));
                    replayed = replays.start(calls);
                    readUntil(committed, told, 8);
                    run(0, broker, "promote", "speecheq:0.1.9");
                    assertThat(said()).contains("loaded  speecheq:0.1.9", "serves audio of ");
                    // A checkpoint or two; the switch itself falls into the restart.
                    Thread.sleep(1_500);
                    first.throwFailure();
                }
                try (RunningJob second = start(broker)) {
                    refuseWhatIsWrong(broker);
                    assertThat(replayed.get()).isZero();
                    readUntil(committed, told, calls.size() * 2 * WINDOWS);
                    second.throwFailure();
                    run(0, broker, "rollback");
                    assertThat(said()).contains("loaded  speecheq:0.1.0");
                    run(0, broker, "list");
                    assertThat(said()).contains("champion  speecheq:0.1.0", "speecheq refused");
                }
            }
            for (RecordedCall call : calls) {
                assertEveryWindowOnce(told, call.callId(), "agent");
                List<EmotionWindow> customer = assertEveryWindowOnce(told, call.callId(), "customer");
                assertOneSwitch(customer);
            }
        }
    }

    /** While the job serves on: a damaged file, and one outside its stores. */
    private void refuseWhatIsWrong(EmbeddedBroker broker) throws IOException {
        run(0, broker, "publish", network("0.1.8"), "--store", store("models"));
        String uri = said().lines()
                .filter(line -> line.startsWith("published"))
                .map(line -> line.replaceAll(".*\\s", ""))
                .findFirst()
                .orElseThrow();
        Path damaged = Path.of(java.net.URI.create(uri));
        Files.write(damaged, new byte[] {1, 2, 3});
        run(1, broker, "promote", "speecheq:0.1.8");
        assertThat(said()).contains("refused  speecheq:0.1.8", "has SHA-256");
        run(1, broker, "publish", network("0.1.7"), "--store", store("elsewhere"), "--promote");
        assertThat(said()).contains("refused  speecheq:0.1.7", "lies in none of the job's --stores");
    }

    private static List<EmotionWindow> assertEveryWindowOnce(List<EmotionWindow> told, String callId, String channel) {
        List<EmotionWindow> windows = told.stream()
                .filter(window ->
                        window.getCallId().equals(callId) && window.getChannel().equals(channel))
                .toList();
        assertThat(windows)
                .extracting(EmotionWindow::getIndex)
                .containsExactlyElementsOf(IntStream.range(0, WINDOWS).boxed().toList());
        return windows;
    }

    private static void assertOneSwitch(List<EmotionWindow> windows) {
        List<String> models = windows.stream()
                .map(EmotionWindow::getModel)
                .filter(Objects::nonNull)
                .toList();
        List<String> changes = new ArrayList<>();
        for (String model : models) {
            if (changes.isEmpty() || !changes.get(changes.size() - 1).equals(model)) {
                changes.add(model);
            }
        }
        assertThat(changes).containsExactly("speecheq:0.1.0", "speecheq:0.1.9");
    }

    @Test
    void releasesAreKeptAndGivenTheirRolesWithoutAnyJob() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            run(0, broker, "list");
            assertThat(said()).contains("No release was published yet");
            run(1, broker, "rollback");
            assertThat(said()).contains("no release was promoted yet");
            run(0, broker, "publish", network("0.1.0"), "--store", store("models"));
            run(0, broker, "publish", network("0.1.0"), "--store", store("models"));
            try (Stream<Path> files = Files.list(folder.resolve("models"))) {
                assertThat(files).singleElement().asString().matches(".*/[0-9a-f]{64}\\.onnx");
            }
            run(1, broker, "publish", otherBytes("0.1.0"), "--store", store("models"));
            assertThat(said()).contains("speecheq:0.1.0 is published already, with other bytes");
            run(1, broker, "promote", "speecheq:9");
            assertThat(said()).contains("there is no release speecheq:9; there are speecheq:0.1.0");

            run(1, broker, "promote", "speecheq:0.1.0", "--timeout", "1s");
            assertThat(said()).contains("no job has answered within 1 s");
            run(0, broker, "publish", network("0.1.9"), "--store", store("models"), "--promote", "--no-wait");
            run(0, broker, "list");
            assertThat(said()).containsPattern("champion +speecheq:0.1.9");
            run(0, broker, "rollback", "--no-wait");
            run(0, broker, "show", "speecheq:0.1.0");
            assertThat(said()).contains("role     champion", "# speecheq 0.1.0");
        }
    }

    private RecordedCall call(String id) throws Exception {
        return RecordedCall.of(HOME.resolve("samples/billing-call.flac"), id, Instant.EPOCH, ChannelNames.standard());
    }

    /** The repository's network under another version: a file of its own, with the same weights. */
    private String network(String version) throws IOException {
        byte[] bytes = Files.readAllBytes(TestNetwork.file(HOME));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        // As long as the one before, or the file's own lengths would not fit.
        String changed = text.replaceFirst("(\"version\" : \")[^\"]{5}\"", "$1" + version + "\"");
        Path file = folder.resolve("network-" + version + ".onnx");
        return Files.write(file, changed.getBytes(StandardCharsets.ISO_8859_1)).toString();
    }

    /** The same with a producer of another version, which no contract asks for. */
    private String otherBytes(String version) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(network(version)));
        // An unknown protobuf field (number 15, varint 1) at the end.
        byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 2);
        longer[bytes.length] = 15 << 3;
        longer[bytes.length + 1] = 1;
        return Files.write(folder.resolve("other.onnx"), longer).toString();
    }

    private String store(String name) {
        return folder.resolve(name).toString();
    }

    private RunningJob start(EmbeddedBroker broker) throws Exception {
        JobConfiguration configuration = JobConfiguration.of(Map.of(
                "bootstrap-servers",
                broker.bootstrapServers(),
                "model",
                network("0.1.0"),
                "guarantee",
                "exactly-once",
                "checkpoint-interval",
                "300ms",
                "stores",
                "file://" + folder.resolve("models"),
                "release-lead",
                "3s"));
        return RunningJob.start(
                new SpeechEqJob(configuration), LocalCluster.continuous(1, folder.resolve("checkpoints")));
    }

    private void run(int expected, EmbeddedBroker broker, String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                TerminalTraits.plain());
        List<String> all = new ArrayList<>(List.of("releases"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
        int code = SpeechEqCommand.run(terminal, new Home(HOME), all.toArray(String[]::new));
        assertThat(code).as("%s: %s", all, said()).isEqualTo(expected);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    private static KafkaConsumer<String, EmotionWindow> committedEmotions(Map<String, String> connection) {
        KafkaConsumer<String, EmotionWindow> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        connection.getOrDefault("bootstrap.servers", ""),
                        "isolation.level",
                        "read_committed"),
                new StringDeserializer(),
                new SpeechEqDeserializer<>(SpeechEqCodec.of(EmotionWindow.class)));
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.EMOTIONS.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static void readUntil(KafkaConsumer<String, EmotionWindow> consumer, List<EmotionWindow> told, int count) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (told.size() < count && Instant.now().isBefore(deadline)) {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> told.add(record.value()));
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(count);
    }
}
