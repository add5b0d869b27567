package io.speecheq.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.job.TestNetwork;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.app.terminal.TerminalTraits;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.schemas.topic.PartitionByCall;
import io.speecheq.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger check against a broker: a demo's topics, and what somebody else writes into them. */
// The broker is set before each test.
@SuppressWarnings("NullAway.Init")
class CheckCommandIT {

    private static final Home HOME = new Home(Path.of(System.getProperty("speecheq.home")));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort());
        new TopicSetup(connection()).createMissing(2);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void aDemosTopicsAreWholeAndAsAnalysed() throws Exception {
        String sample = HOME.sample().toString();
        String json = folder.resolve("analysed.json").toString();
        String model = TestNetwork.file(HOME.folder()).toString();
        assertThat(run("analyze", sample, "--model", model, "--json", json))
                .as(err::toString)
                .isZero();
        assertThat(run(
                        "demo",
                        sample,
                        "--model",
                        model,
                        "--speed",
                        "0",
                        "--exit-when-done",
                        "--port",
                        "0",
                        "--bootstrap-servers",
                        broker.bootstrapServers()))
                .as(err::toString)
                .isZero();

        assertThat(check("--against", json)).as(this::said).isZero();
        assertThat(said())
                .contains("windows    124 in 124 records", "2 closed, 0 open", "126 windows and trajectories compared");

        Files.writeString(Path.of(json), Files.readString(Path.of(json)).replaceFirst("\"index\":7,", "\"index\":77,"));
        assertThat(check("--against", json)).isEqualTo(1);
        assertThat(said()).contains("billing-call customer index 7 has another value");

        tell("billing-call", CallStatus.UPDATED);
        assertThat(check()).isEqualTo(1);
        assertThat(said())
                .contains("1 calls whose end was never told", "billing-call: its channels have ended, but revision 99");
        tell("billing-call", CallStatus.COMPLETED);
        assertThat(check()).isEqualTo(1);
        assertThat(said()).contains("2 calls that do not fit their channels", "billing-call tells nothing of agent");
        assertThat(check("--call", "nobody")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the topics tell nothing of a call nobody");
    }

    @Test
    void whatIsMissingDoubledOrDifferentIsTold() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (int index : List.of(0, 1, 1, 3)) {
                producer.send(record("call", index, 0.5f)).get();
            }
            producer.send(record("call", 3, 0.6f)).get();
            producer.send(new ProducerRecord<>(
                            Topics.EMOTIONS.name(), 0, null, "no record".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }

        assertThat(check("--guarantee", "exactly-once")).isEqualTo(1);

        assertThat(said())
                .contains(
                        "windows    3 in 5 records",
                        "1 stretches of windows missing",
                        "call customer (1970-01-01T00:00:00Z) index 2",
                        "1 windows told more than once, with equal values",
                        "1 windows or trajectories told with different values",
                        "1 channels that were never closed",
                        "1 records that cannot be read",
                        "speecheq.emotions-0 offset");
    }

    @Test
    void aTransactionThatNobodyEndsIsTold() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", "left-alone"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record("call", 0, 0.5f)).get();

            assertThat(check("--allow-open", "--patience", "1s")).isEqualTo(1);
            assertThat(said()).contains("1 partitions whose last stable offset stands still", "1 before the end");

            producer.abortTransaction();
            assertThat(check("--allow-open", "--patience", "10s")).isZero();
            assertThat(check("--allow-open", "--isolation", "read_uncommitted")).isZero();
            assertThat(said()).contains("windows    1 in 1 records", "0 closed, 1 open");
        }
    }

    @Test
    void aJobWhoseTransactionsTheBrokerWouldRefuseDoesNotStart() throws Exception {
        int code = run(
                "job",
                "--model",
                TestNetwork.file(HOME.folder()).toString(),
                "--guarantee",
                "exactly-once",
                "--transaction-timeout",
                "20m",
                "--bootstrap-servers",
                broker.bootstrapServers());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--transaction-timeout 20m is longer than the 15m that the broker allows")
                .hasLineCount(1);
    }

    /** A call without channels, as nobody should tell it. */
    private void tell(String callId, CallStatus status) throws Exception {
        CallSummary call = CallSummary.newBuilder()
                .setCallId(callId)
                .setCallStart(Instant.EPOCH)
                .setStatus(status)
                .setRevision(99)
                .setDurationMillis(0)
                .setTalkMillis(0)
                .setOverlapMillis(0)
                .setNonTalkMillis(0)
                .setLongestSilenceMillis(0)
                .setLongestSilenceAtMillis(0)
                .setChannels(List.of())
                .setInterruptions(List.of())
                .build();
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            producer.send(new ProducerRecord<>(
                            Topics.CALLS.name(),
                            PartitionByCall.of(callId, 2),
                            callId.getBytes(StandardCharsets.UTF_8),
                            SpeechEqCodec.of(CallSummary.class).encode(call)))
                    .get();
        }
    }

    private Map<String, String> connection() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(connection());
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> record(String callId, int index, float speechRatio) {
        EmotionWindow window = EmotionWindow.newBuilder()
                .setCallId(callId)
                .setChannel("customer")
                .setIndex(index)
                .setStartMillis(1_000L * index)
                .setEndMillis(1_000L * index + 3_000)
                .setCallStart(Instant.EPOCH)
                .setSpeechRatio(speechRatio)
                .setLevelDbfs(-20)
                .setNotAssessed(NotAssessed.NO_SPEECH)
                .build();
        return new ProducerRecord<>(
                Topics.EMOTIONS.name(),
                callId.getBytes(StandardCharsets.UTF_8),
                SpeechEqCodec.of(EmotionWindow.class).encode(window));
    }

    private int check(String... options) {
        out.reset();
        List<String> arguments = new ArrayList<>(List.of("check", "--bootstrap-servers", broker.bootstrapServers()));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                TerminalTraits.plain());
        return SpeechEqCommand.run(terminal, HOME, arguments);
    }
}
