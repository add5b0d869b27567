package io.speecheq.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.speecheq.schemas.codec.UndecodableException.Reason;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.record.CallTrajectory;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileBytesTest {

    private static final List<Class<? extends SpecificRecord>> TYPES = Records.TYPES;
    private static final int HEADER_BYTES = 10;

    /** What a decode may take from the heap beside a small multiple of its input: Avro's parser state, mostly. */
    private static final long MODEST_BYTES = 4 << 20;

    private static Reason reason(SpeechEqCodec<?> codec, byte[] bytes) {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        try {
            codec.decode(bytes);
        } catch (UndecodableException e) {
            assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(MODEST_BYTES);
            assertThat(e.getMessage()).doesNotContain("\n");
            return e.reason();
        }
        throw new AssertionError("decoded: " + Arrays.toString(bytes));
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    <T extends SpecificRecord> void everyTruncationIsUndecodable(Class<T> type) {
        SpeechEqCodec<T> codec = SpeechEqCodec.of(type);
        for (int seed = 0; seed < 20; seed++) {
            byte[] whole = codec.encode(Records.seeded(seed).next(type));
            for (int length = 0; length < whole.length; length++) {
                assertThat(reason(codec, Arrays.copyOf(whole, length)))
                        .as("seed %d, %d of %d bytes", seed, length, whole.length)
                        .isEqualTo(length < HEADER_BYTES ? Reason.NOT_A_RECORD : Reason.TRUNCATED);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    <T extends SpecificRecord> void bytesAfterTheRecordAreUndecodable(Class<T> type) {
        SpeechEqCodec<T> codec = SpeechEqCodec.of(type);
        byte[] whole = codec.encode(Records.seeded(3).next(type));

        assertThat(reason(codec, Arrays.copyOf(whole, whole.length + 1))).isEqualTo(Reason.TRAILING_BYTES);
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    <T extends SpecificRecord> void anyDamageIsEitherARecordOrUndecodableAndNeverTakesMuchMemory(Class<T> type) {
        SpeechEqCodec<T> codec = SpeechEqCodec.of(type);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int seed = 0; seed < 5_000; seed++) {
            byte[] bytes = codec.encode(Records.seeded(seed).next(type));
            Random random = new Random(seed);
            for (int damage = 1 + random.nextInt(8); damage > 0; damage--) {
                int at = HEADER_BYTES + random.nextInt(bytes.length - HEADER_BYTES);
                bytes[at] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt());
            }
            long before = memory.getCurrentThreadAllocatedBytes();
            try {
                codec.decode(bytes);
            } catch (UndecodableException e) {
                assertThat(e.reason()).isNotIn(Reason.NOT_A_RECORD, Reason.UNKNOWN_SCHEMA);
            }
            assertThat(memory.getCurrentThreadAllocatedBytes() - before)
                    .as("seed %d", seed)
                    .isLessThan(MODEST_BYTES);
        }
    }

    @ParameterizedTest
    @ValueSource(
            longs = {1L << 20, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void aPayloadOfAClaimedLengthIsNotBelieved(long length) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = chunkUpToPayload(bytes);
        encoder.writeLong(length);
        encoder.flush();

        assertThat(reason(SpeechEqCodec.of(AudioChunk.class), bytes.toByteArray()))
                .isIn(Reason.TRUNCATED, Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {1L << 20, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void aMapOfAClaimedSizeIsNotBelieved(long size) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = chunkUpToPayload(bytes);
        encoder.writeLong(0);
        encoder.writeBoolean(true);
        encoder.writeLong(size);
        encoder.flush();

        assertThat(reason(SpeechEqCodec.of(AudioChunk.class), bytes.toByteArray()))
                .isIn(Reason.TRUNCATED, Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {1L << 20, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void aTextOfAClaimedLengthIsNotBelieved(long length) throws Exception {
        ByteArrayOutputStream bytes = header(AudioChunk.class);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        encoder.writeLong(length);
        encoder.flush();

        assertThat(reason(SpeechEqCodec.of(AudioChunk.class), bytes.toByteArray()))
                .isIn(Reason.TRUNCATED, Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {1L << 20, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void aListOfAClaimedSizeIsNotBelieved(long size) throws Exception {
        ByteArrayOutputStream bytes = header(CallTrajectory.class);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        encoder.writeString("call");
        encoder.writeString("customer");
        for (int i = 0; i < 8; i++) {
            encoder.writeLong(1);
        }
        encoder.writeLong(0);
        encoder.writeLong(0);
        encoder.writeInt(1);
        encoder.writeIndex(0);
        encoder.writeLong(size);
        encoder.flush();

        assertThat(reason(SpeechEqCodec.of(CallTrajectory.class), bytes.toByteArray()))
                .isIn(Reason.TRUNCATED, Reason.MALFORMED);
    }

    @Test
    void anEnumWithoutSuchASymbolIsMalformed() throws Exception {
        ByteArrayOutputStream bytes = header(AudioChunk.class);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        encoder.writeString("call");
        encoder.writeString("customer");
        encoder.writeLong(0);
        encoder.writeLong(0);
        encoder.writeInt(8000);
        encoder.writeEnum(99);
        encoder.writeBytes(new byte[3]);
        encoder.writeBoolean(true);
        encoder.writeLong(0);
        encoder.flush();

        assertThat(reason(SpeechEqCodec.of(AudioChunk.class), bytes.toByteArray()))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aRefusalTellsNothingOfTheContentAndHasNoStack() {
        byte[] bytes =
                SpeechEqCodec.of(AudioChunk.class).encode(Records.seeded(5).chunk());
        bytes[HEADER_BYTES] = (byte) 0xFF;

        assertThatExceptionOfType(UndecodableException.class)
                .isThrownBy(() -> SpeechEqCodec.of(AudioChunk.class).decode(bytes))
                .withMessageEndingWith(" record of AudioChunk (" + bytes.length + " bytes)")
                .withNoCause()
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    }

    private static BinaryEncoder chunkUpToPayload(ByteArrayOutputStream bytes) throws Exception {
        bytes.writeBytes(header(AudioChunk.class).toByteArray());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        encoder.writeString("call");
        encoder.writeString("customer");
        encoder.writeLong(0);
        encoder.writeLong(0);
        encoder.writeInt(8000);
        encoder.writeEnum(1);
        return encoder;
    }

    private static <T extends SpecificRecord> ByteArrayOutputStream header(Class<T> type) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(SpeechEqCodec.of(type).encode(Records.seeded(0).next(type)), 0, HEADER_BYTES);
        return bytes;
    }
}
