package io.speecheq.streamfeatures.channel;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.streamfeatures.format.FormatSnapshot;
import io.speecheq.streamfeatures.format.RecordSerializer;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** The ends of channels between operators. */
public final class ClosingSerializer extends RecordSerializer<ChannelClosed> {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final SpeechEqCodec<ChannelClosed> CODEC = SpeechEqCodec.of(ChannelClosed.class);

    @Override
    protected SpeechEqCodec<ChannelClosed> codec() {
        return CODEC;
    }

    @Override
    public TypeSerializerSnapshot<ChannelClosed> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint says about this serializer. */
    public static final class Snapshot extends FormatSnapshot<ChannelClosed> {
        public Snapshot() {
            super(ClosingSerializer::new);
        }
    }
}
