package io.speecheq.streamfeatures.format;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a checkpoint says about a {@link FormatSerializer}: the newest format that its values may have. A serializer takes
 * over every checkpoint of its own or a lower format as it is, and none of a higher one.
 *
 * @param <T> the value
 */
public abstract class FormatSnapshot<T> implements TypeSerializerSnapshot<T> {

    private static final int VERSION = 1;

    private final Supplier<? extends FormatSerializer<T>> serializer;
    private int format;

    /** For the subclass, which has a public constructor without parameters, as Flink needs it. */
    protected FormatSnapshot(Supplier<? extends FormatSerializer<T>> serializer) {
        this.serializer = serializer;
        this.format = serializer.get().format();
    }

    @Override
    public final int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public final void writeSnapshot(DataOutputView out) throws IOException {
        out.writeInt(format);
    }

    @Override
    public final void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
            throws IOException {
        if (readVersion != VERSION) {
            throw new IOException("serializer snapshot has version " + readVersion + ", this job reads " + VERSION);
        }
        format = in.readInt();
    }

    @Override
    public final TypeSerializer<T> restoreSerializer() {
        return serializer.get();
    }

    @Override
    public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        return oldSerializerSnapshot instanceof FormatSnapshot<T> old
                        && old.getClass() == getClass()
                        && old.format <= format
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
