package io.speecheq.app.analysis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Recordings as a bounded source of chunks; each is read by one reader, no faster than the job takes it. */
final class RecordedCalls implements Source<Tuple2<String, byte[]>, RecordingSplit, Collection<RecordingSplit>> {

    private final List<byte[]> splits;

    RecordedCalls(List<RecordedCall> calls) {
        RecordingSplit.Serializer serializer = new RecordingSplit.Serializer();
        this.splits = new ArrayList<>(calls.size());
        for (RecordedCall call : calls) {
            try {
                splits.add(serializer.serialize(new RecordingSplit(call)));
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory failed", e);
            }
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Tuple2<String, byte[]>, RecordingSplit> createReader(SourceReaderContext context) {
        return new IteratorSourceReader<>(context);
    }

    @Override
    public SplitEnumerator<RecordingSplit, Collection<RecordingSplit>> createEnumerator(
            SplitEnumeratorContext<RecordingSplit> context) throws IOException {
        RecordingSplit.Serializer serializer = new RecordingSplit.Serializer();
        List<RecordingSplit> calls = new ArrayList<>();
        for (byte[] split : splits) {
            calls.add(serializer.deserialize(serializer.getVersion(), split));
        }
        return new IteratorSourceEnumerator<>(context, calls);
    }

    @Override
    public SplitEnumerator<RecordingSplit, Collection<RecordingSplit>> restoreEnumerator(
            SplitEnumeratorContext<RecordingSplit> context, Collection<RecordingSplit> left) {
        return new IteratorSourceEnumerator<>(context, left);
    }

    @Override
    public SimpleVersionedSerializer<RecordingSplit> getSplitSerializer() {
        return new RecordingSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<RecordingSplit>> getEnumeratorCheckpointSerializer() {
        return new LeftSerializer();
    }

    private static final class LeftSerializer implements SimpleVersionedSerializer<Collection<RecordingSplit>> {

        private final RecordingSplit.Serializer splits = new RecordingSplit.Serializer();

        @Override
        public int getVersion() {
            return splits.getVersion();
        }

        @Override
        public byte[] serialize(Collection<RecordingSplit> left) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(left.size());
            for (RecordingSplit split : left) {
                byte[] serialized = splits.serialize(split);
                out.writeInt(serialized.length);
                out.write(serialized);
            }
            return bytes.toByteArray();
        }

        @Override
        public Collection<RecordingSplit> deserialize(int version, byte[] serialized) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            List<RecordingSplit> left = new ArrayList<>();
            for (int count = in.readInt(); count > 0; count--) {
                left.add(splits.deserialize(version, in.readNBytes(in.readInt())));
            }
            return left;
        }
    }
}
