package io.speecheq.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.replay.CallReplays;
import io.speecheq.app.replay.CallReplays.ReplayOptions;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.ingest.publish.AudioPublisher;
import io.speecheq.ingest.replay.ReplayProgress;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.topic.SpeechEqDeserializer;
import io.speecheq.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that is ended in the middle of a call and started again from its newest checkpoint, with transactions. */
class RestartedJobIT {

    private static final Path HOME = Path.of(System.getProperty("speecheq.home"));
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void toldEveryWindowExactlyOnce() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            Map<String, String> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
            new TopicSetup(connection).createMissing(2);
            RecordedCall call = RecordedCall.of(
                    HOME.resolve("samples/billing-call.flac"), "restarted", Instant.EPOCH, ChannelNames.standard());
            ReplayOptions replay =
                    new ReplayOptions(ChannelNames.standard(), 6, Duration.ZERO, Optional.empty(), Map.of());
            try (AudioPublisher publisher = AudioPublisher.open(connection, Topics.AUDIO.name());
                    CallReplays replays = new CallReplays(replay, publisher, ReplayProgress.unseen(), problem -> {});
                    KafkaConsumer<String, EmotionWindow> committed = committedEmotions(connection)) {
                List<EmotionWindow> told = new ArrayList<>();
                CompletableFuture<Integer> replayed;
                try (RunningJob first = start(broker)) {
                    replayed = replays.start(List.of(call));
                    readUntil(committed, told, 10);
                    first.throwFailure();
                }
                try (RunningJob second = start(broker)) {
                    assertThat(replayed.get()).isZero();
                    readUntil(committed, told, 124);
                    second.throwFailure();
                }

                for (String channel : call.namedChannels()) {
                    assertThat(told.stream()
                                    .filter(window -> window.getChannel().equals(channel)))
                            .extracting(EmotionWindow::getIndex)
                            .containsExactlyElementsOf(
                                    IntStream.range(0, 62).boxed().toList());
                }
            }
        }
    }

    private RunningJob start(EmbeddedBroker broker) throws Exception {
        JobConfiguration configuration = JobConfiguration.of(Map.of(
                "bootstrap-servers",
                broker.bootstrapServers(),
                "model",
                TestNetwork.file(HOME).toString(),
                "guarantee",
                "exactly-once",
                "checkpoint-interval",
                "500ms"));
        return RunningJob.start(
                new SpeechEqJob(configuration), LocalCluster.continuous(1, folder.resolve("checkpoints")));
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
