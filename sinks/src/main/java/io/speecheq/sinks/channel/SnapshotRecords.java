package io.speecheq.sinks.channel;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;

/** Whole records within a snapshot: their length, then the codec's bytes, so that a later schema still reads them. */
public final class SnapshotRecords {

    private SnapshotRecords() {}

    public static <T extends SpecificRecord> void write(T record, SpeechEqCodec<T> codec, DataOutput out)
            throws IOException {
        byte[] bytes = codec.encode(record);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    public static <T extends SpecificRecord> T read(SpeechEqCodec<T> codec, DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        try {
            return codec.decode(bytes);
        } catch (UndecodableException e) {
            throw new IOException("a record of the snapshot cannot be read", e);
        }
    }
}
