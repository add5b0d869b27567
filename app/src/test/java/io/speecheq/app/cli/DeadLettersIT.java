package io.speecheq.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.job.JobConfiguration;
import io.speecheq.app.job.LocalCluster;
import io.speecheq.app.job.RunningJob;
import io.speecheq.app.job.SpeechEqJob;
import io.speecheq.app.job.TestNetwork;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.app.terminal.TerminalTraits;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.record.AudioEncoding;
import io.speecheq.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad records through the job to the dead-letter topic, listed, sent back, and come back. */
class DeadLettersIT {

    private static final Path HOME = Path.of(System.getProperty("speecheq.home"));
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private String servers = "";

    @Test
    void badRecordsAreListedAndSentBackOnce() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            servers = broker.bootstrapServers();
            new TopicSetup(Map.of("bootstrap.servers", servers)).createMissing(2);
            takeLargeRecords();
            publish("garbled", new byte[] {1, 2, 3});
            publish("no-audio", null);
            publish("huge", new byte[10 << 20]);
            publish("good", goodChunk());
            JobConfiguration configuration = JobConfiguration.of(Map.of(
                    "bootstrap-servers",
                    servers,
                    "model",
                    TestNetwork.file(HOME).toString()));
            try (RunningJob job = RunningJob.start(
                    new SpeechEqJob(configuration), LocalCluster.continuous(1, folder.resolve("checkpoints")))) {

                assertThat(await(3, "list"))
                        .contains("UNDECODABLE", "NO_VALUE", "OVERSIZE", "10485760", "garbled", "cut");
                assertThat(run("list", "--reason", "oversize,no_value", "--json")
                                .out())
                        .hasLineCount(2)
                        .contains("\"cut\":\"its value had 10485760 bytes\"");
                assertThat(run("replay", "--dry-run").out()).startsWith("would send 2; stayed: 0 sent before");

                Ran replayed = run("replay");
                assertThat(replayed.code()).isEqualTo(1);
                assertThat(replayed.out())
                        .isEqualToIgnoringNewLines(
                                "sent 2; stayed: 0 sent before, 0 come back, 1 cut, 0 without a topic");
                assertThat(replayed.err())
                        .contains("stays: its value had 10485760 bytes, more than a dead letter holds");

                assertThat(await(5, "list")).contains("again", "replayed");
                assertThat(run("replay", "--reason", "undecodable").out())
                        .isEqualToIgnoringNewLines(
                                "sent 0; stayed: 1 sent before, 1 come back, 0 cut, 0 without a topic");
                assertThat(run("list", "--call", "garbled", "--json").out())
                        .hasLineCount(2)
                        .contains("\"replayedFrom\":\"");
                assertThat(run("list", "--since", "0s", "--json").out()).isEmpty();
                job.throwFailure();
            }
            assertThat(emotions()).contains("\"callId\":\"good\"").hasLineCount(1);
        }
    }

    private String await(int letters, String command) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        Ran ran = run(command);
        while (ran.out().lines().count() < letters + 1 && Instant.now().isBefore(deadline)) {
            Thread.sleep(300);
            ran = run(command);
        }
        assertThat(ran.out()).hasLineCount(letters + 1);
        return ran.out();
    }

    private record Ran(int code, String out, String err) {}

    private Ran run(String command, String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "dead-letters";
        arguments[1] = command;
        arguments[2] = "--bootstrap-servers";
        arguments[3] = servers;
        System.arraycopy(options, 0, arguments, 4, options.length);
        return ran(arguments);
    }

    private String emotions() {
        return ran("events", "--bootstrap-servers", servers, "--from-beginning", "--exit-at-end")
                .out();
    }

    private Ran ran(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = SpeechEqCommand.run(
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new TerminalTraits(false, false, true, 100)),
                new Home(HOME),
                arguments);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private void takeLargeRecords() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, Topics.AUDIO.name()),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", "12000000"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private void publish(String key, byte @Nullable [] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "max.request.size", "12000000"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.AUDIO.name(),
                            null,
                            key.getBytes(StandardCharsets.UTF_8),
                            value,
                            List.of(new RecordHeader("trace", new byte[] {7}))))
                    .get();
        }
    }

    private static byte[] goodChunk() {
        return SpeechEqCodec.of(AudioChunk.class)
                .encode(AudioChunk.newBuilder()
                        .setCallId("good")
                        .setChannel("customer")
                        .setCallStart(Instant.EPOCH)
                        .setStartSample(0)
                        .setSampleRateHz(8_000)
                        .setEncoding(AudioEncoding.PCMU)
                        .setPayload(ByteBuffer.allocate(8_000))
                        .setEndOfStream(true)
                        .build());
    }
}
