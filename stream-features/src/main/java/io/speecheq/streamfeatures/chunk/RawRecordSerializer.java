package io.speecheq.streamfeatures.chunk;

import io.speecheq.streamfeatures.chunk.RawRecord.Header;
import io.speecheq.streamfeatures.format.FormatSerializer;
import io.speecheq.streamfeatures.format.FormatSnapshot;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Raw records between operators. */
public final class RawRecordSerializer extends FormatSerializer<RawRecord> {

    @Serial
    private static final long serialVersionUID = 1L;

    public RawRecordSerializer() {
        super(1);
    }

    @Override
    protected void write(RawRecord record, DataOutputView target) throws IOException {
        StringValue.writeString(record.topic(), target);
        target.writeInt(record.partition());
        target.writeLong(record.offset());
        target.writeLong(record.timestampMillis());
        writeOptional(record.key(), target);
        writeOptional(record.value(), target);
        target.writeInt(record.headers().size());
        for (Header header : record.headers()) {
            StringValue.writeString(header.name(), target);
            writeOptional(header.value(), target);
        }
    }

    @Override
    protected RawRecord read(int valueFormat, DataInputView source) throws IOException {
        String topic = StringValue.readString(source);
        int partition = source.readInt();
        long offset = source.readLong();
        long timestampMillis = source.readLong();
        Optional<Octets> key = readOptional(source);
        Optional<Octets> value = readOptional(source);
        int count = source.readInt();
        List<Header> headers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            headers.add(new Header(StringValue.readString(source), readOptional(source)));
        }
        return new RawRecord(topic, partition, offset, timestampMillis, key, value, headers);
    }

    private static void writeOptional(Optional<Octets> bytes, DataOutputView target) throws IOException {
        target.writeBoolean(bytes.isPresent());
        if (bytes.isPresent()) {
            bytes.get().writeTo(target);
        }
    }

    private static Optional<Octets> readOptional(DataInputView source) throws IOException {
        return source.readBoolean() ? Optional.of(Octets.readFrom(source)) : Optional.empty();
    }

    @Override
    public TypeSerializerSnapshot<RawRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint says about this serializer. */
    public static final class Snapshot extends FormatSnapshot<RawRecord> {
        public Snapshot() {
            super(RawRecordSerializer::new);
        }
    }
}
