package io.speecheq.streamfeatures.chunk;

import io.speecheq.streamfeatures.format.FormatSerializer;
import io.speecheq.streamfeatures.format.FormatSnapshot;
import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Received chunks between operators. */
public final class ReceivedChunkSerializer extends FormatSerializer<ReceivedChunk> {

    @Serial
    private static final long serialVersionUID = 1L;

    private final RawRecordSerializer records = new RawRecordSerializer();

    public ReceivedChunkSerializer() {
        super(1);
    }

    @Override
    protected void write(ReceivedChunk received, DataOutputView target) throws IOException {
        received.chunk().writeTo(target);
        records.serialize(received.record(), target);
    }

    @Override
    protected ReceivedChunk read(int valueFormat, DataInputView source) throws IOException {
        return new ReceivedChunk(Chunk.readFrom(source), records.deserialize(source));
    }

    @Override
    public TypeSerializerSnapshot<ReceivedChunk> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint says about this serializer. */
    public static final class Snapshot extends FormatSnapshot<ReceivedChunk> {
        public Snapshot() {
            super(ReceivedChunkSerializer::new);
        }
    }
}
