package io.speecheq.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.speecheq.schemas.codec.UndecodableException.Reason;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.record.AudioEncoding;
import io.speecheq.schemas.record.Durations;
import io.speecheq.schemas.record.EmotionWindow;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SpeechEqCodecTest {

    private static final List<Class<? extends SpecificRecord>> TYPES = Records.TYPES;

    private static AudioChunk chunk(Map<String, String> attributes) {
        return new AudioChunk(
                "call",
                "customer",
                Instant.ofEpochMilli(1),
                2L,
                8000,
                AudioEncoding.PCMU,
                ByteBuffer.wrap(new byte[] {1, 2, 3}),
                false,
                attributes);
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    <T extends SpecificRecord> void aRecordComesBackFromItsBytes(Class<T> type) throws Exception {
        SpeechEqCodec<T> codec = SpeechEqCodec.of(type);
        for (int seed = 0; seed < 300; seed++) {
            T record = Records.seeded(seed).next(type);

            byte[] bytes = codec.encode(record);

            assertThat(codec.decode(bytes)).as("seed %d", seed).isEqualTo(record);
            assertThat(codec.encode(codec.decode(bytes))).as("seed %d", seed).isEqualTo(bytes);
        }
    }

    @Test
    void bytesBeginWithTheMarkerAndTheFingerprintAsAvrosOwnEncoderWritesThem() throws Exception {
        AudioChunk chunk = chunk(Map.of("consent", "true"));

        byte[] bytes = SpeechEqCodec.of(AudioChunk.class).encode(chunk);

        assertThat(bytes).startsWith(0xC3, 0x01);
        assertThat(ByteBuffer.wrap(bytes)).isEqualTo(chunk.toByteBuffer());
    }

    @Test
    void equalRecordsGiveEqualBytesWhateverTheOrderOfTheirMaps() {
        Map<String, String> forward = new LinkedHashMap<>();
        Map<String, String> backward = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            forward.put("key" + i, "value" + i);
            backward.put("key" + (19 - i), "value" + (19 - i));
        }
        SpeechEqCodec<AudioChunk> codec = SpeechEqCodec.of(AudioChunk.class);

        assertThat(codec.encode(chunk(forward))).isEqualTo(codec.encode(chunk(backward)));
    }

    @Test
    void encodingLeavesThePayloadUnread() {
        AudioChunk chunk = chunk(Map.of());

        SpeechEqCodec.of(AudioChunk.class).encode(chunk);

        assertThat(chunk.getPayload().remaining()).isEqualTo(3);
    }

    @Test
    void aPayloadThatIsASliceIsEncodedWithoutItsSurroundings() throws Exception {
        AudioChunk chunk = chunk(Map.of());
        ByteBuffer wide = ByteBuffer.wrap(new byte[] {9, 9, 1, 2, 3, 9});
        chunk.setPayload(wide.position(2).limit(5));
        SpeechEqCodec<AudioChunk> codec = SpeechEqCodec.of(AudioChunk.class);

        assertThat(codec.encode(chunk)).isEqualTo(codec.encode(chunk(Map.of())));
    }

    @Test
    void aRecordWithAHoleIsTheCallersFault() {
        AudioChunk chunk = chunk(Map.of());
        chunk.setChannel(null);

        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> SpeechEqCodec.of(AudioChunk.class).encode(chunk))
                .withMessageContaining("channel");
    }

    @Test
    void aTypeThatWasNeverShippedOnItsOwnHasNoCodec() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpeechEqCodec.of(Durations.class))
                .withMessage("no schema version of Durations was shipped");
    }

    @Test
    void anOlderVersionIsReadWithTheDefaultsOfWhatItLacks() throws Exception {
        Schema older = SchemaBuilder.record("AudioChunk")
                .namespace("io.speecheq.schemas.record")
                .fields()
                .requiredString("callId")
                .requiredString("channel")
                .name("callStart")
                .type()
                .longType()
                .noDefault()
                .requiredLong("startSample")
                .requiredInt("sampleRateHz")
                .name("encoding")
                .type(AudioEncoding.getClassSchema())
                .noDefault()
                .requiredBytes("payload")
                .requiredString("dropped")
                .endRecord();
        GenericRecord written = new GenericRecordBuilder(older)
                .set("callId", "call")
                .set("channel", "customer")
                .set("callStart", 1L)
                .set("startSample", 2L)
                .set("sampleRateHz", 8000)
                .set("encoding", new GenericData.EnumSymbol(AudioEncoding.getClassSchema(), "PCMU"))
                .set("payload", ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .set("dropped", "gone")
                .build();
        byte[] bytes = bytes(new BinaryMessageEncoder<GenericRecord>(GenericData.get(), older).encode(written));

        SpeechEqCodec<AudioChunk> codec =
                new SpeechEqCodec<>(AudioChunk.class, new ShippedSchemas(List.of(older, AudioChunk.getClassSchema())));

        assertThat(codec.decode(bytes)).isEqualTo(chunk(Map.of()));
    }

    @Test
    void aVersionThatThisBuildDoesNotKnowIsUndecodable() throws Exception {
        byte[] bytes = SpeechEqCodec.of(AudioChunk.class).encode(chunk(Map.of()));
        bytes[5] ^= 1;

        assertThatExceptionOfType(UndecodableException.class)
                .isThrownBy(() -> SpeechEqCodec.of(AudioChunk.class).decode(bytes))
                .withMessageMatching("schema fingerprint [0-9a-f]{16} is no version of AudioChunk")
                .returns(Reason.UNKNOWN_SCHEMA, UndecodableException::reason);
    }

    @Test
    void anotherRecordIsUndecodable() {
        byte[] window =
                SpeechEqCodec.of(EmotionWindow.class).encode(Records.seeded(1).window());

        assertThatExceptionOfType(UndecodableException.class)
                .isThrownBy(() -> SpeechEqCodec.of(AudioChunk.class).decode(window))
                .withMessage(
                        "schema fingerprint %016x is no version of AudioChunk",
                        SchemaNormalization.parsingFingerprint64(EmotionWindow.getClassSchema()));
    }

    @Test
    void oneCodecServesManyThreads() {
        SpeechEqCodec<EmotionWindow> codec = SpeechEqCodec.of(EmotionWindow.class);

        boolean allEqual = IntStream.range(0, 20_000).parallel().allMatch(seed -> {
            EmotionWindow window = Records.seeded(seed).window();
            try {
                return codec.decode(codec.encode(window)).equals(window);
            } catch (UndecodableException e) {
                throw new AssertionError("seed " + seed, e);
            }
        });

        assertThat(allEqual).isTrue();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
