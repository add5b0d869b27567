package io.speecheq.inference.release;

import io.speecheq.streamfeatures.format.FormatType;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Tells Flink the type of an {@link AssignedWindow}, wherever one appears in a job. */
public final class AssignedWindowType extends TypeInfoFactory<AssignedWindow> {

    /** Flink's type of an assigned window. */
    public static TypeInformation<AssignedWindow> type() {
        return new FormatType<>(AssignedWindow.class, new AssignedWindowSerializer());
    }

    @Override
    public TypeInformation<AssignedWindow> createTypeInfo(
            Type type, Map<String, TypeInformation<?>> genericParameters) {
        return type();
    }
}
