package io.speecheq.inference.release;

import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** What travels with the job's graph: everything a {@link ChallengeGate} is made of. */
final class ChallengeGateFactory extends AbstractStreamOperatorFactory<Challenge>
        implements OneInputStreamOperatorFactory<ReleaseOffer, Challenge> {

    private static final long serialVersionUID = 1L;

    private final GateRules rules;
    private final ReleaseCheck check;

    ChallengeGateFactory(GateRules rules, ReleaseCheck check) {
        this.rules = rules;
        this.check = check;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Flink's signature
    public <T extends StreamOperator<Challenge>> T createStreamOperator(
            StreamOperatorParameters<Challenge> parameters) {
        return (T) new ChallengeGate(parameters, parameters.getMailboxExecutor(), rules, check);
    }

    @Override
    @SuppressWarnings("rawtypes") // Flink's signature
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return ChallengeGate.class;
    }
}
