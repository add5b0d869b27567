package io.speecheq.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.analysis.CallReport;
import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.app.analysis.RecordingAnalysis;
import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.job.JobConfiguration;
import io.speecheq.app.job.LocalCluster;
import io.speecheq.app.job.RunningJob;
import io.speecheq.app.job.SpeechEqJob;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.inference.release.Release;
import io.speecheq.ingest.chunk.Call;
import io.speecheq.ingest.chunk.CallChunker;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.ingest.chunk.ChunkTarget;
import io.speecheq.ingest.publish.AudioPublisher;
import io.speecheq.ingest.recording.AudioFile;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.schemas.topic.SpeechEqDeserializer;
import io.speecheq.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * State outlives releases: a job goes on from a savepoint that was taken in the middle of two calls, this build's or a released one's, and tells what an
 * uninterrupted run tells. Released savepoints lie under {@code src/test/resources/savepoints}, each with the network that it was taken with;
 * {@code -Dspeecheq.savepoint.write=VERSION} writes this build's there.
 */
class ReleasedStateIT {

    private static final Path HOME = Path.of(System.getProperty("speecheq.home"));
    private static final Path RELEASED = HOME.resolve("system-tests/src/test/resources/savepoints");
    private static final String NETWORK = "network.onnx";
    private static final Instant CALL_START = Instant.parse("2026-05-04T09:30:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Fields of trajectories that a release's state kept too little for: they are told of what came after it. */
    private static final Map<String, Set<String>> NOT_KEPT = Map.of("0.1.0", Set.of("confidence", "sure", "meanDbfs"));

    @TempDir
    private Path folder;

    private final List<RecordedCall> calls = new ArrayList<>();

    /** A copy, so that no state names a place in this tree. */
    private Path network = Path.of("");

    @BeforeEach
    void recordCalls() throws Exception {
        network = folder.resolve(NETWORK);
        Files.copy(RELEASED.resolve("0.1.0").resolve(NETWORK), network);
        for (String callId : List.of("open-a", "open-b")) {
            Path voice = SyntheticVoice.write(folder.resolve(callId + ".wav"), 8_000, 12.7, callId.hashCode());
            calls.add(RecordedCall.of(voice, callId, CALL_START, ChannelNames.standard()));
        }
    }

    @Test
    void goesOnInMidCallFromASavepointOfThisBuild() throws Exception {
        Path savepoint = savepointInMidCall();
        String version = System.getProperty("speecheq.savepoint.write", "");
        if (!version.isEmpty()) {
            copy(savepoint, RELEASED.resolve(version));
            Files.copy(network, RELEASED.resolve(version).resolve(NETWORK), StandardCopyOption.REPLACE_EXISTING);
        }

        assertGoesOn(savepoint, Set.of());
    }

    @TestFactory
    Stream<DynamicTest> goesOnInMidCallFromASavepointOfEveryRelease() throws Exception {
        List<Path> released;
        try (Stream<Path> versions = Files.list(RELEASED)) {
            released = versions.filter(Files::isDirectory).sorted().toList();
        }
        return released.stream()
                .map(savepoint ->
                        DynamicTest.dynamicTest(savepoint.getFileName().toString(), () -> {
                            Files.copy(savepoint.resolve(NETWORK), network, StandardCopyOption.REPLACE_EXISTING);
                            assertGoesOn(
                                    savepoint,
                                    NOT_KEPT.getOrDefault(
                                            savepoint.getFileName().toString(), Set.of()));
                        }));
    }

    /** Half of both calls, then a stop. */
    private Path savepointInMidCall() throws Exception {
        try (EmbeddedBroker broker = broker("kafka-before")) {
            List<AudioChunk> chunks = chunks();
            publish(broker, chunks.subList(0, chunks.size() / 2));
            StreamExecutionEnvironment environment = LocalCluster.continuous(1, folder.resolve("before"));
            job(broker).build(environment);
            JobClient client = environment.executeAsync(SpeechEqJob.NAME);
            // 6.35 s of each call: windows 0 to 3.
            read(broker, Topics.EMOTIONS.name(), EmotionWindow.class, windows -> windows.size() == 8);
            String savepoint = client.stopWithSavepoint(
                            false, folder.resolve("savepoint").toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return Path.of(URI.create(savepoint));
        }
    }

    /** All of both calls lies on the topic; the job begins in the middle, where the savepoint left off. */
    private void assertGoesOn(Path savepoint, Set<String> notKept) throws Exception {
        Path checkpoints = Files.createTempDirectory(folder, "after");
        // As a job of that name would have left it; the job owns, and deletes, what it goes on from.
        copy(savepoint, checkpoints.resolve("restored/chk-1"));
        try (EmbeddedBroker broker = broker("kafka-after-" + savepoint.getFileName())) {
            publish(broker, chunks());
            try (RunningJob job = RunningJob.start(job(broker), LocalCluster.continuous(1, checkpoints))) {
                List<CallTrajectory> trajectories =
                        read(broker, Topics.TRAJECTORIES.name(), CallTrajectory.class, this::areClosed);
                job.throwFailure();
                List<EmotionWindow> windows =
                        read(broker, Topics.EMOTIONS.name(), EmotionWindow.class, told -> !told.isEmpty());

                List<CallReport> whole = analysed();
                assertThat(without(notKept, closed(trajectories))).isEqualTo(without(notKept, closed(whole)));
                assertThat(texts(windows)).isEqualTo(texts(from(whole, 4)));
            }
        }
    }

    /** The texts with those fields' numbers and truths left out. */
    private static Map<String, String> without(Set<String> fields, Map<String, String> texts) {
        Map<String, String> masked = new TreeMap<>(texts);
        for (String field : fields) {
            masked.replaceAll((callId, text) -> text.replaceAll("\"" + field + "\": [^,}]+", "\"" + field + "\": …"));
        }
        return masked;
    }

    private boolean areClosed(List<CallTrajectory> trajectories) {
        return closed(trajectories).size() == calls.size();
    }

    private static Map<String, String> closed(List<CallTrajectory> trajectories) {
        Map<String, String> closed = new TreeMap<>();
        trajectories.stream()
                .filter(trajectory -> trajectory.getStatus() != TrajectoryStatus.ACTIVE)
                .forEach(trajectory -> closed.put(trajectory.getCallId(), trajectory.toString()));
        return closed;
    }

    private static Map<String, String> closed(Iterable<CallReport> reports) {
        List<CallTrajectory> trajectories = new ArrayList<>();
        reports.forEach(report -> report.channels().forEach(channel -> trajectories.add(channel.trajectory())));
        return closed(trajectories);
    }

    private static List<EmotionWindow> from(List<CallReport> reports, int index) {
        return reports.stream()
                .flatMap(report -> report.channels().stream())
                .flatMap(channel -> channel.windows().stream().skip(index))
                .toList();
    }

    private static List<String> texts(List<EmotionWindow> windows) {
        return windows.stream().map(EmotionWindow::toString).sorted().toList();
    }

    private List<CallReport> analysed() throws Exception {
        JobConfiguration configuration = JobConfiguration.of(Map.of("model", network.toString()));
        return new RecordingAnalysis(Release.ofFile(network), configuration.operators(), 1)
                .run(calls, (callId, channel, millis) -> {})
                .calls();
    }

    private EmbeddedBroker broker(String name) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve(name), EmbeddedBroker.freePort());
        new TopicSetup(connection(broker)).createMissing(1);
        return broker;
    }

    private static Map<String, String> connection(EmbeddedBroker broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private SpeechEqJob job(EmbeddedBroker broker) throws Exception {
        return new SpeechEqJob(JobConfiguration.of(Map.of(
                "bootstrap-servers", broker.bootstrapServers(),
                "model", network.toString(),
                "checkpoint-interval", "1s")));
    }

    private static void publish(EmbeddedBroker broker, List<AudioChunk> chunks) throws Exception {
        try (AudioPublisher publisher = AudioPublisher.open(connection(broker), Topics.AUDIO.name())) {
            for (AudioChunk chunk : chunks) {
                publisher.accept(chunk);
            }
            publisher.flush();
        }
    }

    /** The chunks of both calls by turns, so that every publication has the same offsets. */
    private List<AudioChunk> chunks() throws Exception {
        List<List<AudioChunk>> byCall = new ArrayList<>();
        for (RecordedCall call : calls) {
            byCall.add(chunks(call));
        }
        List<AudioChunk> all = new ArrayList<>();
        for (int i = 0; i < byCall.get(0).size(); i++) {
            for (List<AudioChunk> chunks : byCall) {
                all.add(chunks.get(i));
            }
        }
        return all;
    }

    private static List<AudioChunk> chunks(RecordedCall recorded) throws Exception {
        List<AudioChunk> chunks = new ArrayList<>();
        ChunkTarget target = new ChunkTarget() {
            @Override
            public void accept(AudioChunk chunk) {
                chunks.add(chunk);
            }

            @Override
            public void flush() {}
        };
        try (AudioFile file = AudioFile.open(recorded.file())) {
            Call call = new Call(recorded.callId(), recorded.callStart(), Map.of());
            CallChunker chunker = new CallChunker(call, recorded.channels(), file.sampleRateHz());
            float[][] block = new float[file.channels()][800];
            for (int read = file.read(block); read >= 0; read = file.read(block)) {
                chunker.accept(block, read, target);
            }
            chunker.flush(target);
        }
        return chunks;
    }

    /** What the topic holds once that is enough. */
    private static <T extends SpecificRecord> List<T> read(
            EmbeddedBroker broker, String topic, Class<T> type, Predicate<List<T>> isEnough) {
        List<T> values = new ArrayList<>();
        try (KafkaConsumer<byte[], T> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new SpeechEqDeserializer<>(SpeechEqCodec.of(type)))) {
            List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            Instant deadline = Instant.now().plus(PATIENCE);
            boolean isAtEnd = false;
            while (!(isAtEnd && isEnough.test(values)) && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                isAtEnd = consumer.position(partition.get(0))
                        >= consumer.endOffsets(partition).values().stream()
                                .mapToLong(Long::longValue)
                                .sum();
            }
        }
        assertThat(isEnough.test(values)).as("%s holds %s", topic, values).isTrue();
        return values;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
