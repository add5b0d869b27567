package io.speecheq.app.job;

import io.speecheq.inference.operator.FeaturesToEmotions;
import io.speecheq.inference.operator.MicroBatchLimits;
import io.speecheq.inference.release.ModelAssignment;
import io.speecheq.inference.release.Release;
import io.speecheq.schemas.record.AlertRules;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.sinks.alert.RulesFile;
import io.speecheq.sinks.follow.CallOptions;
import io.speecheq.sinks.follow.CallStreams;
import io.speecheq.sinks.follow.EmotionsToCalls;
import io.speecheq.sinks.trajectory.EmotionsToTrajectories;
import io.speecheq.sinks.trajectory.TrajectoryOptions;
import io.speecheq.streamfeatures.channel.AudioToFeatures;
import io.speecheq.streamfeatures.channel.FeatureStreams;
import io.speecheq.streamfeatures.chunk.RawRecord;
import java.time.Instant;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The operators from records of the audio topic to what is told of the calls: the same for the job, and for recordings that are analysed without a
 * broker.
 */
public record SpeechEqGraph(
        DataStream<EmotionWindow> emotions,
        DataStream<EmotionWindow> challengerEmotions,
        DataStream<CallTrajectory> trajectories,
        DataStream<CallSummary> calls,
        DataStream<EmotionAlert> alerts,
        DataStream<DeadLetter> deadLetters) {

    /** For audio that ends: every window scored by one release, every call by the rules of the options. */
    public static SpeechEqGraph over(DataStream<RawRecord> audio, OperatorOptions options, Release release) {
        CallOptions calls = options.calls().withoutSettling();
        DataStream<AlertRules> rules = audio.getExecutionEnvironment()
                .fromData(
                        new AvroTypeInfo<>(AlertRules.class),
                        new AlertRules(calls.rulesText(), RulesFile.sha256(calls.rulesText()), Instant.EPOCH));
        return over(audio, rules, options.following(calls), release, ModelAssignment.always(release));
    }

    /** Every window scored by the release that it is assigned; the one of the start is there before the first window. */
    static SpeechEqGraph over(
            DataStream<RawRecord> audio,
            DataStream<AlertRules> rules,
            OperatorOptions options,
            Release atStart,
            ModelAssignment assignment) {
        FeatureStreams features = new AudioToFeatures(options.channels()).apply(audio);
        FeaturesToEmotions scoring =
                new FeaturesToEmotions(atStart, options.policy(), MicroBatchLimits.standard(), options.device());
        SingleOutputStreamOperator<EmotionWindow> emotions = scoring.apply(features.windows(), assignment);
        DataStream<CallTrajectory> trajectories =
                EmotionsToTrajectories.of(emotions, features.closings(), TrajectoryOptions.standard());
        CallStreams calls = EmotionsToCalls.of(emotions, features.closings(), rules, options.calls());
        return new SpeechEqGraph(
                emotions,
                scoring.challengers(emotions),
                trajectories,
                calls.calls(),
                calls.alerts(),
                features.deadLetters());
    }
}
