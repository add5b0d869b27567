package io.speecheq.inference.release;

import static java.util.Objects.requireNonNull;

import io.speecheq.inference.model.ModelRefused;
import io.speecheq.schemas.record.ReleaseOutcome;
import io.speecheq.schemas.record.ReleaseRole;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, once for the whole job, which release challenges the champion, on which share of the calls and in which audio. A
 * challenger is checked like a champion, and its first audio lies as far ahead ({@link ReleaseGate}). One subtask; the task's
 * thread owns everything here.
 */
final class ChallengeGate extends AbstractStreamOperator<Challenge>
        implements OneInputStreamOperator<ReleaseOffer, Challenge> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = LoggerFactory.getLogger(ChallengeGate.class);

    private final transient GateRules rules;
    private final transient Examiner examiner;
    private transient Optional<Challenge> newest = Optional.empty();
    private transient @Nullable ListState<byte[]> saved;

    ChallengeGate(
            StreamOperatorParameters<Challenge> parameters,
            MailboxExecutor mailbox,
            GateRules rules,
            ReleaseCheck check) {
        super(parameters);
        this.rules = rules;
        examiner = new Examiner(check, mailbox, getProcessingTimeService(), rules.patienceMillis(), this::checked);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        ListState<byte[]> state = context.getOperatorStateStore()
                .getListState(
                        new ListStateDescriptor<>("challenges", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        saved = state;
        for (byte[] bytes : state.get()) {
            ChallengeMemory restored = StateFormat.value(bytes, ChallengeMemory::readFrom);
            newest = restored.newest();
            examiner.restore(restored.pending());
        }
    }

    /** Goes on with what was under way. */
    @Override
    public void open() throws Exception {
        super.open();
        examiner.open();
    }

    @Override
    public void processElement(StreamRecord<ReleaseOffer> element) {
        ReleaseOffer offer = element.getValue();
        if (offer.role() != ReleaseRole.CHALLENGER) {
            return;
        }
        long nowMillis = nowMillis();
        if (offer.share() == 0) {
            end(Candidate.aheadMillis(offer, nowMillis));
            return;
        }
        try {
            if (!Challenge.isShare(offer.share())) {
                throw new ModelRefused("a challenger's share must lie over 0 and be 1 at most, is " + offer.share());
            }
            consider(Candidate.of(offer, offer.share(), rules.stores(), nowMillis));
        } catch (ModelRefused e) {
            tell(ReleaseStatus.refused(offer, String.valueOf(e.getMessage()), nowMillis));
        }
    }

    private void consider(Candidate candidate) {
        if (examiner.pending().filter(candidate::isSameAs).isPresent()) {
            return;
        }
        dismissPending(candidate.release().title() + " challenges in its place");
        Optional<Challenge> same = newest.filter(
                challenge -> challenge.release().equals(candidate.release()) && challenge.share() == candidate.share());
        if (same.isPresent()) {
            examiner.forget();
            tell(candidate.release(), ReleaseOutcome.LOADED, scope(same.get()));
        } else {
            examiner.examine(candidate);
        }
    }

    private void end(long aheadMillis) {
        dismissPending("the challenge was ended");
        examiner.forget();
        newest.filter(challenge -> !challenge.isOver())
                .ifPresent(challenge -> decide(challenge.release(), 0, aheadMillis));
    }

    private void dismissPending(String reason) {
        examiner.pending()
                .ifPresent(before ->
                        tell(before.release(), ReleaseOutcome.REFUSED, "it was not checked to the end: " + reason));
    }

    private void checked(Candidate candidate, Optional<String> refusal) {
        if (refusal.isPresent()) {
            tell(candidate.release(), ReleaseOutcome.REFUSED, refusal.get());
        } else {
            Challenge challenge = decide(candidate.release(), candidate.share(), candidate.aheadMillis());
            tell(candidate.release(), ReleaseOutcome.LOADED, scope(challenge));
        }
    }

    private Challenge decide(Release release, double share, long aheadMillis) {
        long fromMillis = Math.max(
                nowMillis() + aheadMillis + rules.leadMillis(),
                newest.map(before -> before.fromMillis() + 1).orElse(Long.MIN_VALUE));
        Challenge challenge = new Challenge(release, share, fromMillis);
        newest.ifPresent(before -> tellEnd(before, challenge));
        newest = Optional.of(challenge);
        output.collect(new StreamRecord<>(challenge));
        return challenge;
    }

    /** Told at once, not when the time has come: what is told of the same release in another role comes after it. */
    private void tellEnd(Challenge ended, Challenge next) {
        String since = ", from audio of " + Instant.ofEpochMilli(next.fromMillis()) + " on";
        if (next.isOver()) {
            tell(ended.release(), ReleaseOutcome.RETIRED, "the challenge is over" + since);
        } else if (!ended.isOver() && !ended.release().equals(next.release())) {
            tell(ended.release(), ReleaseOutcome.RETIRED, next.release().title() + " challenges in its place" + since);
        }
    }

    private static String scope(Challenge challenge) {
        BigDecimal percent = BigDecimal.valueOf(100 * challenge.share()).round(new MathContext(3));
        return "scores beside the champion on " + percent.stripTrailingZeros().toPlainString()
                + " % of calls, audio of " + Instant.ofEpochMilli(challenge.fromMillis()) + " and later";
    }

    private long nowMillis() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    private void tell(Release release, ReleaseOutcome outcome, String reason) {
        tell(ReleaseStatus.of(release, outcome, reason, nowMillis()));
    }

    private void tell(ReleaseStatus status) {
        LOGGER.info("{}", status.line());
        output.collect(ReleaseGate.STATUS, new StreamRecord<>(status));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        ChallengeMemory memory = new ChallengeMemory(newest, examiner.pending());
        requireNonNull(saved).update(List.of(StateFormat.bytes(memory::writeTo)));
    }

    @Override
    public void close() throws Exception {
        try {
            super.close();
        } finally {
            examiner.close();
        }
    }
}
