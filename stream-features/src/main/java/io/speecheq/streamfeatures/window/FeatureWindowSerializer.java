package io.speecheq.streamfeatures.window;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.streamfeatures.format.FormatSerializer;
import io.speecheq.streamfeatures.format.FormatSnapshot;
import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Feature windows between operators: 95 kB for three seconds, the frames as one block of big-endian floats. */
public final class FeatureWindowSerializer extends FormatSerializer<FeatureWindow> {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Without {@code audioMillis}. */
    private static final int WITH_AUDIO_TIME = 2;

    private static final int WITH_SPEECH = 3;

    public FeatureWindowSerializer() {
        super(3);
    }

    @Override
    protected void write(FeatureWindow window, DataOutputView target) throws IOException {
        target.writeUTF(window.callId());
        target.writeUTF(window.channel());
        target.writeLong(window.callStartMillis());
        target.writeInt(window.index());
        target.writeLong(window.startMillis());
        target.writeLong(window.endMillis());
        target.writeFloat(window.speechRatio());
        target.writeFloat(window.levelDbfs());
        target.writeFloat(window.lostRatio());
        target.writeBoolean(window.consent());
        target.writeUTF(window.featureFingerprint());
        target.writeLong(window.audioMillis());
        FrameMatrix frames = window.frames();
        target.writeInt(frames.frames());
        target.writeInt(frames.bands());
        ByteBuffer bytes = ByteBuffer.allocate(frames.frames() * frames.bands() * Float.BYTES);
        frames.copyTo(bytes.asFloatBuffer());
        target.write(bytes.array());
        target.writeInt(window.speech().size());
        for (SpeechSpan span : window.speech()) {
            target.writeLong(span.startMillis());
            target.writeLong(span.endMillis());
        }
    }

    @Override
    protected FeatureWindow read(int valueFormat, DataInputView source) throws IOException {
        String callId = source.readUTF();
        String channel = source.readUTF();
        long callStartMillis = source.readLong();
        int index = source.readInt();
        long startMillis = source.readLong();
        long endMillis = source.readLong();
        float speechRatio = source.readFloat();
        float levelDbfs = source.readFloat();
        float lostRatio = source.readFloat();
        boolean consent = source.readBoolean();
        String featureFingerprint = source.readUTF();
        long audioMillis = valueFormat < WITH_AUDIO_TIME ? 0 : source.readLong();
        return new FeatureWindow(
                callId,
                channel,
                callStartMillis,
                index,
                startMillis,
                endMillis,
                readFrames(source),
                speechRatio,
                levelDbfs,
                lostRatio,
                consent,
                featureFingerprint,
                audioMillis,
                valueFormat < WITH_SPEECH ? List.of() : readSpeech(source));
    }

    private static List<SpeechSpan> readSpeech(DataInputView source) throws IOException {
        List<SpeechSpan> speech = new ArrayList<>();
        for (int left = source.readInt(); left > 0; left--) {
            speech.add(new SpeechSpan(source.readLong(), source.readLong()));
        }
        return speech;
    }

    private static FrameMatrix readFrames(DataInputView source) throws IOException {
        int frames = source.readInt();
        int bands = source.readInt();
        float[] rowMajor = new float[Math.multiplyExact(frames, bands)];
        byte[] bytes = new byte[Math.multiplyExact(rowMajor.length, Float.BYTES)];
        source.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(rowMajor);
        return FrameMatrix.copyOf(rowMajor, frames, bands);
    }

    @Override
    public TypeSerializerSnapshot<FeatureWindow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint says about this serializer. */
    public static final class Snapshot extends FormatSnapshot<FeatureWindow> {
        public Snapshot() {
            super(FeatureWindowSerializer::new);
        }
    }
}
