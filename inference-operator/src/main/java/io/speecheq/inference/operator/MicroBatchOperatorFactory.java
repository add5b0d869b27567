package io.speecheq.inference.operator;

import io.speecheq.inference.release.AssignedWindow;
import io.speecheq.inference.release.Release;
import io.speecheq.inference.release.ScorerSource;
import io.speecheq.inference.window.AnalysisPolicy;
import io.speecheq.schemas.record.EmotionWindow;
import java.time.Duration;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** What travels with the job's graph: everything a {@link MicroBatchOperator} is made of, on the machine where it runs. */
final class MicroBatchOperatorFactory extends AbstractStreamOperatorFactory<EmotionWindow>
        implements OneInputStreamOperatorFactory<AssignedWindow, EmotionWindow> {

    private static final long serialVersionUID = 1L;

    private final Release atStart;
    private final ScorerSource source;
    private final AnalysisPolicy policy;
    private final MicroBatchLimits limits;
    private final Duration openingPatience;

    /**
     * @param atStart the release to have ready before the first window
     * @param openingPatience how long windows wait for a network that is being opened
     */
    MicroBatchOperatorFactory(
            Release atStart,
            ScorerSource source,
            AnalysisPolicy policy,
            MicroBatchLimits limits,
            Duration openingPatience) {
        this.atStart = atStart;
        this.source = source;
        this.policy = policy;
        this.limits = limits;
        this.openingPatience = openingPatience;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Flink's signature
    public <T extends StreamOperator<EmotionWindow>> T createStreamOperator(
            StreamOperatorParameters<EmotionWindow> parameters) {
        return (T)
                new MicroBatchOperator(parameters, atStart, new OpenScorers(source, openingPatience), policy, limits);
    }

    @Override
    @SuppressWarnings("rawtypes") // Flink's signature
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return MicroBatchOperator.class;
    }
}
