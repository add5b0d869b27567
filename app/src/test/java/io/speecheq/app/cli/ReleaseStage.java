package io.speecheq.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.job.JobConfiguration;
import io.speecheq.app.job.LocalCluster;
import io.speecheq.app.job.RunningJob;
import io.speecheq.app.job.SpeechEqJob;
import io.speecheq.app.job.TestNetwork;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.app.terminal.TerminalTraits;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.ModelRelease;
import io.speecheq.schemas.record.ModelStatus;
import io.speecheq.schemas.record.ReleaseOutcome;
import io.speecheq.schemas.topic.SpeechEqDeserializer;
import io.speecheq.schemas.topic.SpeechEqSerializer;
import io.speecheq.schemas.topic.Topic;
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
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What tests of the commands on releases need: networks of several versions, stores, a job that heeds releases, and what was said. */
final class ReleaseStage {

    private static final Path HOME = Path.of(System.getProperty("speecheq.home"));
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path folder;

    /** In a folder of the test's. */
    ReleaseStage(Path folder) {
        this.folder = folder;
    }

    RecordedCall call(String id) throws Exception {
        return RecordedCall.of(HOME.resolve("samples/billing-call.flac"), id, Instant.EPOCH, ChannelNames.standard());
    }

    /** The repository's network under another version: a file of its own, with the same weights. */
    String network(String version) throws IOException {
        byte[] bytes = Files.readAllBytes(TestNetwork.file(HOME));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        // As long as the one before, or the file's own lengths would not fit.
        String changed = text.replaceFirst("(\"version\" : \")[^\"]{5}\"", "$1" + version + "\"");
        Path file = folder.resolve("network-" + version + ".onnx");
        return Files.write(file, changed.getBytes(StandardCharsets.ISO_8859_1)).toString();
    }

    /** The same with a producer of another version, which no contract asks for. */
    String otherBytes(String version) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(network(version)));
        // An unknown protobuf field (number 15, varint 1) at the end.
        byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 2);
        longer[bytes.length] = 15 << 3;
        longer[bytes.length + 1] = 1;
        return Files.write(folder.resolve("other.onnx"), longer).toString();
    }

    String store(String name) {
        return folder.resolve(name).toString();
    }

    RunningJob start(EmbeddedBroker broker) throws Exception {
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

    void run(int expected, EmbeddedBroker broker, String... arguments) {
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

    String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    /** Says what a job says that has taken a release. */
    static void tellLoaded(Map<String, String> connection, ModelRelease release) throws Exception {
        ModelStatus loaded = new ModelStatus(
                "live",
                release.getName(),
                release.getVersion(),
                release.getSha256(),
                ReleaseOutcome.LOADED,
                null,
                Instant.now());
        try (KafkaProducer<String, ModelStatus> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", connection.getOrDefault("bootstrap.servers", "")),
                new StringSerializer(),
                new SpeechEqSerializer<>(SpeechEqCodec.of(ModelStatus.class)))) {
            producer.send(new ProducerRecord<>(Topics.MODEL_STATUS.name(), "live", loaded))
                    .get();
        }
    }

    static KafkaConsumer<String, EmotionWindow> committed(Map<String, String> connection, Topic topic) {
        KafkaConsumer<String, EmotionWindow> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        connection.getOrDefault("bootstrap.servers", ""),
                        "isolation.level",
                        "read_committed"),
                new StringDeserializer(),
                new SpeechEqDeserializer<>(SpeechEqCodec.of(EmotionWindow.class)));
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    static void readUntil(KafkaConsumer<String, EmotionWindow> consumer, List<EmotionWindow> told, int count) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (told.size() < count && Instant.now().isBefore(deadline)) {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> told.add(record.value()));
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(count);
    }
}
