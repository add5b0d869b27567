package io.speecheq.streamfeatures.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.acoustics.pcm.PcmEncoding;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.record.AudioEncoding;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkDecoderTest {

    private static final SpeechEqCodec<AudioChunk> CODEC = SpeechEqCodec.of(AudioChunk.class);

    private final ChunkDecoder decoder = new ChunkDecoder();

    @Test
    void aSoundRecordIsAChunk() {
        Decoded decoded = decode(chunk -> chunk.setAttributes(Map.of("consent", "TRUE", "language", "de")));

        assertThat(decoded)
                .isEqualTo(new Decoded.Accepted(new Chunk(
                        new ChannelId("call", "customer", 1_000),
                        160,
                        8_000,
                        PcmEncoding.PCMU,
                        Octets.owning(new byte[] {1, 2, 3}),
                        false,
                        Consent.GIVEN)));
    }

    @Test
    void consentIsGivenByTrueAlone() {
        assertThat(consent("true")).isEqualTo(Consent.GIVEN);
        assertThat(consent("false")).isEqualTo(Consent.REFUSED);
        assertThat(consent("no")).isEqualTo(Consent.REFUSED);
        assertThat(consent("")).isEqualTo(Consent.REFUSED);
        assertThat(decode(chunk -> {}).fold(Chunk::consent, rejected -> Consent.REFUSED))
                .isEqualTo(Consent.UNSTATED);
    }

    private Consent consent(String stated) {
        return decode(chunk -> chunk.setAttributes(Map.of("consent", stated)))
                .fold(Chunk::consent, rejected -> Consent.UNSTATED);
    }

    @Test
    void namesHaveLimits() {
        assertThat(reason(chunk -> chunk.setCallId(""))).isEqualTo(RejectReason.BAD_NAME);
        assertThat(reason(chunk -> chunk.setCallId("x".repeat(257)))).isEqualTo(RejectReason.BAD_NAME);
        assertThat(reason(chunk -> chunk.setChannel("a\nb"))).isEqualTo(RejectReason.BAD_NAME);
        assertThat(reason(chunk -> chunk.setChannel("a\u0085b"))).isEqualTo(RejectReason.BAD_NAME);
        assertThat(decode(chunk -> chunk.setCallId("\u00fc".repeat(256)))).isInstanceOf(Decoded.Accepted.class);
    }

    @Test
    void ratesAndEncodingsHaveLimits() {
        assertThat(reason(chunk -> chunk.setSampleRateHz(3_999))).isEqualTo(RejectReason.BAD_RATE);
        assertThat(reason(chunk -> chunk.setSampleRateHz(192_001))).isEqualTo(RejectReason.BAD_RATE);
        assertThat(reason(chunk -> chunk.setSampleRateHz(-8_000))).isEqualTo(RejectReason.BAD_RATE);
        assertThat(reason(chunk -> chunk.setEncoding(AudioEncoding.UNKNOWN))).isEqualTo(RejectReason.UNKNOWN_ENCODING);
        assertThat(reason(chunk -> chunk.setEncoding(AudioEncoding.PCM_S16LE))).isEqualTo(RejectReason.CUT_SAMPLE);
    }

    @Test
    void placesHaveLimits() {
        long sevenDays = 7 * 86_400L * 8_000;
        assertThat(reason(chunk -> chunk.setStartSample(-1))).isEqualTo(RejectReason.BAD_POSITION);
        assertThat(reason(chunk -> chunk.setStartSample(Long.MIN_VALUE))).isEqualTo(RejectReason.BAD_POSITION);
        assertThat(reason(chunk -> chunk.setStartSample(sevenDays + 1))).isEqualTo(RejectReason.BAD_POSITION);
        assertThat(decode(chunk -> chunk.setStartSample(sevenDays))).isInstanceOf(Decoded.Accepted.class);
        assertThat(reason(chunk -> chunk.setCallStart(Instant.ofEpochMilli(-1))))
                .isEqualTo(RejectReason.BAD_CALL_START);
        assertThat(reason(chunk -> chunk.setCallStart(Instant.ofEpochMilli(Long.MAX_VALUE))))
                .isEqualTo(RejectReason.BAD_CALL_START);
    }

    @Test
    void sizesHaveLimits() {
        assertThat(reason(chunk -> chunk.setPayload(ByteBuffer.allocate((1 << 20) + 1))))
                .isEqualTo(RejectReason.OVERSIZE);
        assertThat(decode(chunk -> chunk.setPayload(ByteBuffer.allocate(1 << 20))))
                .isInstanceOf(Decoded.Accepted.class);
        assertThat(decoder.decode(RawRecord.of("t", 0, new byte[3 << 20])))
                .isInstanceOfSatisfying(
                        Decoded.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.OVERSIZE));
    }

    @Test
    void aRecordWithoutAValueIsRejected() {
        RawRecord record = new RawRecord("t", 0, 0, 0, Optional.empty(), Optional.empty(), List.of());

        assertThat(decoder.decode(record))
                .isEqualTo(new Decoded.Rejected(RejectReason.NO_VALUE, "the record has no value"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void damagedBytesAreRejectedNeverThrown(long seed) {
        Random random = new Random(seed);
        byte[] sound = CODEC.encode(sound().build());
        int undecodable = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = random.nextInt(5) == 0 ? new byte[random.nextInt(60)] : sound.clone();
            for (int damage = 1 + random.nextInt(4); damage > 0 && bytes.length > 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Decoded decoded = decoder.decode(RawRecord.of("t", i, bytes));
            boolean isUndecodable = decoded.fold(chunk -> false, rejected -> {
                assertThat(rejected.message()).isNotBlank().doesNotContain("\n");
                return rejected.reason() == RejectReason.UNDECODABLE;
            });
            undecodable += isUndecodable ? 1 : 0;
        }
        assertThat(undecodable).as("seed %d", seed).isGreaterThan(500);
    }

    private RejectReason reason(Consumer<AudioChunk.Builder> change) {
        Decoded decoded = decode(change);
        assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
        return decoded.fold(chunk -> RejectReason.UNDECODABLE, Decoded.Rejected::reason);
    }

    private Decoded decode(Consumer<AudioChunk.Builder> change) {
        AudioChunk.Builder builder = sound();
        change.accept(builder);
        return decoder.decode(RawRecord.of("t", 0, CODEC.encode(builder.build())));
    }

    private static AudioChunk.Builder sound() {
        return AudioChunk.newBuilder()
                .setCallId("call")
                .setChannel("customer")
                .setCallStart(Instant.ofEpochMilli(1_000))
                .setStartSample(160)
                .setSampleRateHz(8_000)
                .setEncoding(AudioEncoding.PCMU)
                .setPayload(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }
}
