package io.speecheq.inference.window;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.streamfeatures.format.FormatSnapshot;
import io.speecheq.streamfeatures.format.RecordSerializer;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Emotion windows between operators. */
public final class EmotionWindowSerializer extends RecordSerializer<EmotionWindow> {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final SpeechEqCodec<EmotionWindow> CODEC = SpeechEqCodec.of(EmotionWindow.class);

    @Override
    protected SpeechEqCodec<EmotionWindow> codec() {
        return CODEC;
    }

    @Override
    public TypeSerializerSnapshot<EmotionWindow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint says about this serializer. */
    public static final class Snapshot extends FormatSnapshot<EmotionWindow> {
        public Snapshot() {
            super(EmotionWindowSerializer::new);
        }
    }
}
