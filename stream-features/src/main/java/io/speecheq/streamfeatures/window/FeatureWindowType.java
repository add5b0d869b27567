package io.speecheq.streamfeatures.window;

import io.speecheq.streamfeatures.format.FormatType;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Tells Flink the type of a {@link FeatureWindow}, wherever one appears in a job. */
public final class FeatureWindowType extends TypeInfoFactory<FeatureWindow> {

    /** Flink's type of a feature window. */
    public static TypeInformation<FeatureWindow> type() {
        return new FormatType<>(FeatureWindow.class, new FeatureWindowSerializer());
    }

    @Override
    public TypeInformation<FeatureWindow> createTypeInfo(Type type, Map<String, TypeInformation<?>> genericParameters) {
        return type();
    }
}
