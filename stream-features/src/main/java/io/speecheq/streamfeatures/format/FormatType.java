package io.speecheq.streamfeatures.format;

import java.io.Serial;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Flink's type of a value that a {@link FormatSerializer} serializes: one opaque field, not usable as a key.
 *
 * @param <T> the value
 */
public final class FormatType<T> extends TypeInformation<T> {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final FormatSerializer<T> serializer;

    public FormatType(Class<T> type, FormatSerializer<T> serializer) {
        this.type = type;
        this.serializer = serializer;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof FormatType;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormatType<?> that && type == that.type && serializer.equals(that.serializer);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + serializer.hashCode();
    }

    @Override
    public String toString() {
        return "FormatType[" + type.getSimpleName() + "]";
    }
}
