package io.speecheq.app.analysis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A recorded call, to be read by one reader. */
record RecordingSplit(RecordedCall call) implements IteratorSourceSplit<Tuple2<String, byte[]>, RecordingChunks> {

    @Override
    public String splitId() {
        return call.callId();
    }

    @Override
    public RecordingChunks getIterator() {
        return RecordingChunks.of(call);
    }

    /** A run is never resumed: it has no checkpoints. */
    @Override
    public RecordingSplit getUpdatedSplitForIterator(RecordingChunks iterator) {
        return this;
    }

    /** Splits travel from the run's coordinator to its reader. */
    static final class Serializer implements SimpleVersionedSerializer<RecordingSplit> {

        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(RecordingSplit split) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            RecordedCall call = split.call();
            out.writeUTF(call.callId());
            out.writeUTF(call.file().toString());
            out.writeLong(call.callStart().toEpochMilli());
            out.writeInt(call.channels().size());
            for (Optional<String> channel : call.channels()) {
                out.writeUTF(channel.orElse(""));
            }
            return bytes.toByteArray();
        }

        @Override
        public RecordingSplit deserialize(int version, byte[] serialized) throws IOException {
            if (version != VERSION) {
                throw new IOException("a recording split of version " + version + ", not " + VERSION);
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            String callId = in.readUTF();
            Path file = Path.of(in.readUTF());
            Instant callStart = Instant.ofEpochMilli(in.readLong());
            List<Optional<String>> channels = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                channels.add(Optional.of(in.readUTF()).filter(name -> !name.isEmpty()));
            }
            return new RecordingSplit(new RecordedCall(callId, file, callStart, channels, OptionalLong.empty()));
        }
    }
}
