package io.speecheq.inference.operator;

import io.speecheq.inference.release.ScorerSource;
import io.speecheq.schemas.record.EmotionWindow;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** What travels with the job's graph: everything a {@link ChallengeOperator} is made of. */
final class ChallengeOperatorFactory extends AbstractStreamOperatorFactory<EmotionWindow>
        implements OneInputStreamOperatorFactory<ChallengedWindow, EmotionWindow> {

    private static final long serialVersionUID = 1L;

    private final ScorerSource source;

    ChallengeOperatorFactory(ScorerSource source) {
        this.source = source;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Flink's signature
    public <T extends StreamOperator<EmotionWindow>> T createStreamOperator(
            StreamOperatorParameters<EmotionWindow> parameters) {
        return (T) new ChallengeOperator(parameters, parameters.getMailboxExecutor(), source);
    }

    @Override
    @SuppressWarnings("rawtypes") // Flink's signature
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return ChallengeOperator.class;
    }
}
