package io.speecheq.streamfeatures.format;

import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * A stateless Flink serializer of values whose first byte is the number of their format, so that every value tells how it
 * is to be read and an old checkpoint needs no migration. Values are immutable unless a subclass says otherwise.
 *
 * @param <T> the value
 */
public abstract class FormatSerializer<T> extends TypeSerializer<T> {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int format;

    /**
     * For the subclass.
     *
     * @param format the format that is written, from 1 to 255; every lower one is still read
     */
    protected FormatSerializer(int format) {
        this.format = format;
    }

    /** The format that is written. */
    final int format() {
        return format;
    }

    /** Writes a value in the newest format, without its number. */
    protected abstract void write(T value, DataOutputView target) throws IOException;

    /** Reads a value of that format, which is at most the newest. */
    protected abstract T read(int valueFormat, DataInputView source) throws IOException;

    @Override
    public final void serialize(T value, DataOutputView target) throws IOException {
        target.writeByte(format);
        write(value, target);
    }

    @Override
    public final T deserialize(DataInputView source) throws IOException {
        int valueFormat = source.readUnsignedByte();
        if (valueFormat < 1 || valueFormat > format) {
            throw new IOException(getClass().getSimpleName() + " reads formats 1 to " + format + ", this is "
                    + valueFormat + ": run the version of the job that wrote it");
        }
        return read(valueFormat, source);
    }

    @Override
    public final T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public final void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public final T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public final TypeSerializer<T> duplicate() {
        return this;
    }

    /** No value is empty, so there is none to reuse. */
    @Override
    public final @Nullable T createInstance() {
        return null;
    }

    @Override
    public final int getLength() {
        return -1;
    }

    /** Flink asks whether two serializers do the same: a class has no state, and no two do. */
    @Override
    @SuppressWarnings("EqualsGetClass")
    public final boolean equals(Object other) {
        return other != null && getClass() == other.getClass();
    }

    @Override
    public final int hashCode() {
        return getClass().hashCode();
    }
}
