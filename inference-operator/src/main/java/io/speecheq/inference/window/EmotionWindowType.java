package io.speecheq.inference.window;

import io.speecheq.schemas.record.EmotionWindow;
import java.io.Serial;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's type of an emotion window: one opaque field, not usable as a key. */
public final class EmotionWindowType extends TypeInformation<EmotionWindow> {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public TypeSerializer<EmotionWindow> createSerializer(SerializerConfig config) {
        return new EmotionWindowSerializer();
    }

    @Override
    public Class<EmotionWindow> getTypeClass() {
        return EmotionWindow.class;
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
    public boolean isKeyType() {
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
    public boolean canEqual(Object other) {
        return other instanceof EmotionWindowType;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmotionWindowType;
    }

    @Override
    public int hashCode() {
        return EmotionWindowType.class.hashCode();
    }

    @Override
    public String toString() {
        return "EmotionWindow";
    }
}
