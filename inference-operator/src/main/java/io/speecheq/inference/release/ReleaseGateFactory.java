package io.speecheq.inference.release;

import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** What travels with the job's graph: everything a {@link ReleaseGate} is made of. */
final class ReleaseGateFactory extends AbstractStreamOperatorFactory<Activation>
        implements OneInputStreamOperatorFactory<ReleaseOffer, Activation> {

    private static final long serialVersionUID = 1L;

    private final Release atStart;
    private final GateRules rules;
    private final ReleaseCheck check;

    ReleaseGateFactory(Release atStart, GateRules rules, ReleaseCheck check) {
        this.atStart = atStart;
        this.rules = rules;
        this.check = check;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Flink's signature
    public <T extends StreamOperator<Activation>> T createStreamOperator(
            StreamOperatorParameters<Activation> parameters) {
        return (T) new ReleaseGate(parameters, parameters.getMailboxExecutor(), atStart, rules, check);
    }

    @Override
    @SuppressWarnings("rawtypes") // Flink's signature
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return ReleaseGate.class;
    }
}
