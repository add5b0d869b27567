package io.speecheq.streamfeatures.format;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import java.io.IOException;
import java.io.Serial;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Avro records between operators, in the encoding that they have on topics: every schema version that was ever shipped is
 * read, and whoever reads them needs no leave of Avro's first.
 *
 * @param <T> the record
 */
public abstract class RecordSerializer<T extends SpecificRecord> extends FormatSerializer<T> {

    @Serial
    private static final long serialVersionUID = 1L;

    /** For the subclass. */
    protected RecordSerializer() {
        super(1);
    }

    /** The codec, one for all instances in a process. */
    protected abstract SpeechEqCodec<T> codec();

    @Override
    protected final void write(T value, DataOutputView target) throws IOException {
        byte[] bytes = codec().encode(value);
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    protected final T read(int valueFormat, DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return decode(bytes);
    }

    private T decode(byte[] bytes) throws IOException {
        try {
            return codec().decode(bytes);
        } catch (UndecodableException e) {
            throw new IOException("a record that was written inside the job cannot be read", e);
        }
    }

    /** Generated records have setters. */
    @Override
    public final boolean isImmutableType() {
        return false;
    }

    @Override
    public final T copy(T from) {
        try {
            return decode(codec().encode(from));
        } catch (IOException e) {
            throw new IllegalStateException("a record's own encoding cannot be read", e);
        }
    }
}
