package io.speecheq.inference.operator;

import io.speecheq.inference.model.Device;
import io.speecheq.inference.release.ModelAssignment;
import io.speecheq.inference.release.Release;
import io.speecheq.inference.release.ScorerSource;
import io.speecheq.inference.window.AnalysisPolicy;
import io.speecheq.inference.window.EmotionWindowType;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.streamfeatures.window.FeatureWindow;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The part of the job that turns feature windows into emotion windows: one for each, in the order of each channel.
 *
 * @param release in service from the start
 * @param policy who is analysed
 * @param limits of a micro-batch
 * @param device where networks run
 */
public record FeaturesToEmotions(Release release, AnalysisPolicy policy, MicroBatchLimits limits, Device device) {

    /** With the customer's channel alone, the standard limits, on the CPU. */
    public static FeaturesToEmotions of(Release release) {
        return new FeaturesToEmotions(release, AnalysisPolicy.standard(), MicroBatchLimits.standard(), Device.cpu());
    }

    /** How Flink carries the events. */
    public static TypeInformation<EmotionWindow> emotionWindowType() {
        return new EmotionWindowType();
    }

    /** Every window scored by the release of the start. */
    public SingleOutputStreamOperator<EmotionWindow> apply(DataStream<FeatureWindow> windows) {
        return apply(windows, ModelAssignment.always(release));
    }

    /** Every window scored by the release that it is assigned. */
    public SingleOutputStreamOperator<EmotionWindow> apply(
            DataStream<FeatureWindow> windows, ModelAssignment assignment) {
        return apply(windows, assignment, ScorerSource.sharedInProcess(device));
    }

    SingleOutputStreamOperator<EmotionWindow> apply(
            DataStream<FeatureWindow> windows, ModelAssignment assignment, ScorerSource source) {
        return assignment
                .assign(windows)
                .transform(
                        "score windows",
                        emotionWindowType(),
                        new MicroBatchOperatorFactory(release, source, policy, limits, OpenScorers.PATIENCE))
                .uid("score-windows");
    }

    /**
     * What challengers make of the windows that they are to score too; windows that they are too slow for are missing.
     *
     * @param emotions the champion's, as {@link #apply} gives them
     */
    public DataStream<EmotionWindow> challengers(SingleOutputStreamOperator<EmotionWindow> emotions) {
        return emotions.getSideOutput(MicroBatchOperator.CHALLENGED)
                .transform(
                        "score challenged windows",
                        emotionWindowType(),
                        new ChallengeOperatorFactory(ScorerSource.sharedInProcess(device)))
                .uid("score-challenged-windows");
    }
}
