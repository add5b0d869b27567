package io.speecheq.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.record.AudioEncoding;
import io.speecheq.schemas.topic.SpeechEqSerializer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class AudioPublisherTest {

    private final MockProducer<String, AudioChunk> producer = new MockProducer<>(
            false, null, new StringSerializer(), new SpeechEqSerializer<>(SpeechEqCodec.of(AudioChunk.class)));
    private final AudioPublisher publisher = new AudioPublisher(producer, "speecheq.audio", "broker:9092");

    @Test
    void aChunkIsKeyedByItsCallAndCarriesNoTimeOfItsOwn() throws Exception {
        publisher.accept(chunk(0));
        assertThat(producer.history()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("speecheq.audio");
            assertThat(record.key()).isEqualTo("call-1");
            assertThat(record.value()).isEqualTo(chunk(0));
            assertThat(record.partition()).isNull();
            assertThat(record.timestamp()).isNull();
        });
    }

    @Test
    void chunksCountAsPublishedOnceConfirmed() throws Exception {
        publisher.accept(chunk(0));
        publisher.accept(chunk(1));
        producer.completeNext();
        assertThat(publisher.publishedChunks()).isEqualTo(1);
        publisher.flush();
        assertThat(publisher.publishedChunks()).isEqualTo(2);
    }

    @Test
    void aRefusedChunkStopsEverythingAfterIt() throws Exception {
        publisher.accept(chunk(0));
        producer.errorNext(new TopicAuthorizationException("Not authorized to access topics: [speecheq.audio]"));
        assertThatThrownBy(() -> publisher.accept(chunk(1)))
                .isInstanceOf(PublishFailed.class)
                .hasMessageContaining("speecheq.audio at broker:9092 (Not authorized")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(publisher::flush).isInstanceOf(PublishFailed.class);
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void aFailureWhileFlushingIsTold() throws Exception {
        publisher.accept(chunk(0));
        producer.flushException = new TimeoutException("Expiring 1 record(s)");
        assertThatThrownBy(publisher::flush).isInstanceOf(PublishFailed.class).hasMessageContaining("Expiring");
    }

    @Test
    void aFullBufferThatDoesNotDrainIsAFailure() {
        producer.sendException =
                new TimeoutException("Failed to allocate 1728 bytes within the configured max blocking time");
        assertThatThrownBy(() -> publisher.accept(chunk(0))).isInstanceOf(PublishFailed.class);
    }

    @Test
    void closingClosesTheProducer() {
        publisher.close();
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void theSettingsAreSafeAndTheCallersWin() {
        Map<String, Object> settings =
                ProducerSettings.over(Map.of("bootstrap.servers", "b:1", "compression.type", "lz4"));
        assertThat(settings)
                .containsEntry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "b:1")
                .containsEntry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all");
    }

    @Test
    void anAddressThatIsNoneIsOneLine() {
        assertThatThrownBy(() -> AudioPublisher.open(Map.of("bootstrap.servers", "nonsense"), "speecheq.audio"))
                .isInstanceOf(PublishFailed.class)
                .hasMessageStartingWith("cannot use Kafka at nonsense")
                .hasMessageNotContaining("\n");
    }

    @Test
    void brokersThatDoNotAnswerAreToldAtOnce() {
        Map<String, String> nobody = Map.of("bootstrap.servers", "localhost:1");
        assertThatThrownBy(() -> TopicCheck.await(nobody, "speecheq.audio", "localhost:1", 300))
                .isInstanceOf(PublishFailed.class)
                .hasMessage(
                        "no Kafka broker answers at localhost:1; start one, or name another with --bootstrap-servers");
    }

    private static AudioChunk chunk(long startSample) {
        return AudioChunk.newBuilder()
                .setCallId("call-1")
                .setChannel("customer")
                .setCallStart(Instant.parse("2019-01-01T00:00:00Z"))
                .setStartSample(startSample)
                .setSampleRateHz(8_000)
                .setEncoding(AudioEncoding.PCM_S16LE)
                .setPayload(ByteBuffer.wrap(new byte[] {1, 2}))
                .setEndOfStream(false)
                .setAttributes(Map.of())
                .build();
    }
}
