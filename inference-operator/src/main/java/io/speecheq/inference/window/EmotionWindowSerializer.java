package io.speecheq.inference.window;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.EmotionWindow;
import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Emotion windows between operators, in the encoding that they have on their topic: every schema version that was ever
 * shipped is read, and no process needs Avro's leave for our records first.
 */
public final class EmotionWindowSerializer extends TypeSerializerSingleton<EmotionWindow> {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final SpeechEqCodec<EmotionWindow> CODEC = SpeechEqCodec.of(EmotionWindow.class);

    @Override
    public void serialize(EmotionWindow event, DataOutputView target) throws IOException {
        byte[] bytes = CODEC.encode(event);
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public EmotionWindow deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return decode(bytes);
    }

    @Override
    public EmotionWindow deserialize(EmotionWindow reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    private static EmotionWindow decode(byte[] bytes) throws IOException {
        try {
            return CODEC.decode(bytes);
        } catch (UndecodableException e) {
            throw new IOException("an event that was written inside the job cannot be read", e);
        }
    }

    /** Generated records have setters. */
    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public EmotionWindow copy(EmotionWindow event) {
        try {
            return decode(CODEC.encode(event));
        } catch (IOException e) {
            throw new IllegalStateException("an event's own encoding cannot be read", e);
        }
    }

    @Override
    public EmotionWindow copy(EmotionWindow event, EmotionWindow reuse) {
        return copy(event);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readInt();
        target.writeInt(length);
        target.write(source, length);
    }

    @Override
    public EmotionWindow createInstance() {
        return new EmotionWindow();
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializerSnapshot<EmotionWindow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint says about this serializer: its class is enough, as every value names its schema. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EmotionWindow> {
        public Snapshot() {
            super(EmotionWindowSerializer::new);
        }
    }
}
