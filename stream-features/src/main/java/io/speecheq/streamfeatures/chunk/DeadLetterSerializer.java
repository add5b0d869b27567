package io.speecheq.streamfeatures.chunk;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.streamfeatures.format.FormatSnapshot;
import io.speecheq.streamfeatures.format.RecordSerializer;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Dead letters between operators. */
public final class DeadLetterSerializer extends RecordSerializer<DeadLetter> {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final SpeechEqCodec<DeadLetter> CODEC = SpeechEqCodec.of(DeadLetter.class);

    @Override
    protected SpeechEqCodec<DeadLetter> codec() {
        return CODEC;
    }

    @Override
    public TypeSerializerSnapshot<DeadLetter> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint says about this serializer. */
    public static final class Snapshot extends FormatSnapshot<DeadLetter> {
        public Snapshot() {
            super(DeadLetterSerializer::new);
        }
    }
}
