package io.speecheq.streamfeatures.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.acoustics.pcm.PcmEncoding;
import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.streamfeatures.chunk.RawRecord.Header;
import io.speecheq.streamfeatures.window.FeatureWindow;
import io.speecheq.streamfeatures.window.FeatureWindowSerializer;
import io.speecheq.streamfeatures.window.SpeechSpan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerializerTest {

    private static final RawRecord RECORD = new RawRecord(
            "speecheq.audio",
            3,
            1L << 40,
            1_700_000_000_000L,
            Optional.of(Octets.copyOf(new byte[] {1, 2})),
            Optional.empty(),
            List.of(
                    new Header("trace-\u00e9", Optional.of(Octets.copyOf(new byte[] {-1}))),
                    new Header("", Optional.empty())));

    private static final Chunk CHUNK = new Chunk(
            new ChannelId("call", "customer", 5),
            77,
            8_000,
            PcmEncoding.PCMA,
            Octets.copyOf(new byte[] {5, 6, 7}),
            true,
            Consent.REFUSED);

    static Stream<Arguments> values() {
        Decoded.Rejected rejected = new Decoded.Rejected(RejectReason.BAD_RATE, "sampleRateHz must be \u2026");
        FrameMatrix frames = FrameMatrix.copyOf(new float[] {1, -0f, Float.MIN_VALUE, -23.02585f, 2, 3}, 3, 2);
        return Stream.of(
                Arguments.of(RECORD, new RawRecordSerializer()),
                Arguments.of(new ReceivedChunk(CHUNK, RECORD), new ReceivedChunkSerializer()),
                Arguments.of(DeadLetters.of(RECORD, rejected), new DeadLetterSerializer()),
                Arguments.of(window(frames), new FeatureWindowSerializer()),
                Arguments.of(window(FrameMatrix.copyOf(new float[0], 0, 80)), new FeatureWindowSerializer()));
    }

    private static FeatureWindow window(FrameMatrix frames) {
        return new FeatureWindow(
                "call",
                "agent",
                5,
                9,
                9_000,
                12_000,
                frames,
                0.25f,
                -31.5f,
                0.125f,
                false,
                "abc",
                1L << 40,
                List.of(new SpeechSpan(11_000, 11_250), new SpeechSpan(11_400, 12_000)));
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void everyValueComesBackFromItsBytes(T value, TypeSerializer<T> serializer) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize(value, out);

        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

        assertThat(serializer.deserialize(in)).isEqualTo(value);
        assertThat(in.available()).isZero();
        assertThat(serializer.copy(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aWindowOfAnOlderFormatIsReadWithoutWhatCameLater(int format) throws Exception {
        FeatureWindow window = window(FrameMatrix.copyOf(new float[] {1, 2}, 1, 2));
        DataOutputSerializer out = new DataOutputSerializer(16);
        out.writeByte(format);
        out.writeUTF(window.callId());
        out.writeUTF(window.channel());
        out.writeLong(window.callStartMillis());
        out.writeInt(window.index());
        out.writeLong(window.startMillis());
        out.writeLong(window.endMillis());
        out.writeFloat(window.speechRatio());
        out.writeFloat(window.levelDbfs());
        out.writeFloat(window.lostRatio());
        out.writeBoolean(window.consent());
        out.writeUTF(window.featureFingerprint());
        if (format == 2) {
            out.writeLong(window.audioMillis());
        }
        out.writeInt(1);
        out.writeInt(2);
        out.writeFloat(1);
        out.writeFloat(2);

        FeatureWindow read =
                new FeatureWindowSerializer().deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

        assertThat(read.audioMillis()).isEqualTo(format == 2 ? window.audioMillis() : 0);
        assertThat(read.frames()).isEqualTo(window.frames());
        assertThat(read.speech()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void everySerializerRecognisesItsOwnSnapshot(T value, TypeSerializer<T> serializer) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(16);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());

        TypeSerializerSnapshot<T> read = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(read)
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(read.restoreSerializer()).isEqualTo(serializer);
        assertThat(InstantiationUtil.clone(serializer)).isEqualTo(serializer);
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void noSerializerTakesOverTheSnapshotOfAnother(T value, TypeSerializer<T> serializer) {
        @SuppressWarnings("unchecked") // The very mistake that is to be refused.
        TypeSerializerSnapshot<T> other = (TypeSerializerSnapshot<T>)
                (value instanceof DeadLetter ? new RawRecordSerializer() : new DeadLetterSerializer())
                        .snapshotConfiguration();

        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(other)
                        .isIncompatible())
                .isTrue();
    }
}
