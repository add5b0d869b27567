package io.speecheq.inference.release;

import io.speecheq.streamfeatures.window.FeatureWindow;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The step that decides which release scores a window. Whatever comes after it, batches and replays, goes by that
 * decision, so a step that hears of releases while the job runs takes this one's place and touches nothing else.
 */
public interface ModelAssignment {

    SingleOutputStreamOperator<AssignedWindow> assign(DataStream<FeatureWindow> windows);

    /** Every window to the one release that the job was started with. */
    static ModelAssignment always(Release release) {
        return windows -> windows.map(window -> AssignedWindow.unchallenged(window, release))
                .returns(AssignedWindow.type())
                .name("assign release")
                .uid("assign-release");
    }
}
