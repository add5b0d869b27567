package io.speecheq.sinks.channel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Keyed state as bytes that begin with their own version, so that the serializer itself never changes: a new format is read
 * by the state, not by another serializer.
 *
 * @param <T> the state, which is changed in place
 */
public abstract class StateSerializer<T> extends TypeSerializerSingleton<T> {

    /** Writes the state's version, and all of it. */
    protected abstract void write(T state, DataOutput out) throws IOException;

    /** Reads what {@link #write} wrote, in this version or an earlier one. */
    protected abstract T read(DataInput in) throws IOException;

    @Override
    public final boolean isImmutableType() {
        return false;
    }

    @Override
    public final T copy(T from) {
        try {
            DataOutputSerializer bytes = new DataOutputSerializer(1024);
            write(from, bytes);
            return read(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
        } catch (IOException e) {
            throw new IllegalStateException("a state's own bytes cannot be read", e);
        }
    }

    @Override
    public final T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public final int getLength() {
        return -1;
    }

    @Override
    public final void serialize(T state, DataOutputView target) throws IOException {
        write(state, target);
    }

    @Override
    public final T deserialize(DataInputView source) throws IOException {
        return read(source);
    }

    @Override
    public final T deserialize(T reuse, DataInputView source) throws IOException {
        return read(source);
    }

    @Override
    public final void copy(DataInputView source, DataOutputView target) throws IOException {
        write(read(source), target);
    }
}
