package io.speecheq.inference.release;

import io.speecheq.streamfeatures.window.FeatureWindow;
import io.speecheq.streamfeatures.window.FeatureWindowType;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * A window with the release that is to score it: decided once, before anything waits in a batch.
 *
 * @param challenges that take the window too: one, or none
 */
public record AssignedWindow(FeatureWindow window, Release release, List<Challenge> challenges) {

    public AssignedWindow {
        challenges = List.copyOf(challenges);
    }

    /** A window that no challenge takes. */
    public static AssignedWindow unchallenged(FeatureWindow window, Release release) {
        return new AssignedWindow(window, release, List.of());
    }

    /** How Flink carries it where it is not simply handed on: as a record of its parts. */
    public static TypeInformation<AssignedWindow> type() {
        return Types.POJO(
                AssignedWindow.class,
                Map.of(
                        "window", FeatureWindowType.type(),
                        "release", Types.POJO(Release.class),
                        "challenges", Types.LIST(Challenge.type())));
    }
}
