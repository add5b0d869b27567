package io.speecheq.inference.release;

import io.speecheq.streamfeatures.window.FeatureWindow;
import io.speecheq.streamfeatures.window.FeatureWindowType;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** A window with the release that is to score it: decided once, before anything waits in a batch. */
public record AssignedWindow(FeatureWindow window, Release release) {

    /** How Flink carries it where it is not simply handed on: as a record of its two parts. */
    public static TypeInformation<AssignedWindow> type() {
        return Types.POJO(
                AssignedWindow.class, Map.of("window", FeatureWindowType.type(), "release", Types.POJO(Release.class)));
    }
}
