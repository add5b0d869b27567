package io.speecheq.inference.release;

import static java.util.Objects.requireNonNull;

import io.speecheq.inference.model.ModelRefused;
import io.speecheq.schemas.record.ReleaseOutcome;
import io.speecheq.schemas.record.ReleaseRole;
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
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, once for the whole job, which offered release serves and from which audio on. A release is checked on another
 * thread while the old one serves; what was decided, and what is still being checked, is in the state. The first audio of a
 * release lies so far ahead that a checkpoint holds the decision by then: whatever is replayed later meets the same decision
 * (docs/decisions/010-releases-switch-by-broker-time.md). Of releases that are offered while another is checked the newest
 * counts. One subtask; the task's thread owns everything here.
 */
final class ReleaseGate extends AbstractStreamOperator<Activation>
        implements OneInputStreamOperator<ReleaseOffer, Activation> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = LoggerFactory.getLogger(ReleaseGate.class);

    /** What becomes of releases. */
    static final OutputTag<ReleaseStatus> STATUS = new OutputTag<>("release-status", ReleaseStatus.type());

    private final transient Release atStart;
    private final transient GateRules rules;
    private final transient Examiner examiner;
    private transient ReleaseSchedule schedule;
    private transient @Nullable ListState<byte[]> saved;

    ReleaseGate(
            StreamOperatorParameters<Activation> parameters,
            MailboxExecutor mailbox,
            Release atStart,
            GateRules rules,
            ReleaseCheck check) {
        super(parameters);
        this.atStart = atStart;
        this.rules = rules;
        examiner = new Examiner(check, mailbox, getProcessingTimeService(), rules.patienceMillis(), this::checked);
        schedule = ReleaseSchedule.always(atStart);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        ListState<byte[]> state = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("gate", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        saved = state;
        for (byte[] bytes : state.get()) {
            GateMemory restored = StateFormat.value(bytes, GateMemory::readFrom);
            schedule = restored.schedule().isOfStart() ? ReleaseSchedule.always(atStart) : restored.schedule();
            examiner.restore(restored.pending());
        }
    }

    /** Goes on with what was under way. */
    @Override
    public void open() throws Exception {
        super.open();
        Activation newest = schedule.newest();
        if (!newest.release().isSameFileAs(atStart)) {
            LOGGER.info(
                    "{} is in service, as was decided before this start; the network that this start names, {}, is not",
                    newest.release().title(),
                    atStart.title());
        }
        examiner.open();
        awaitRetirement();
    }

    @Override
    public void processElement(StreamRecord<ReleaseOffer> element) {
        ReleaseOffer offer = element.getValue();
        if (offer.role() != ReleaseRole.CHAMPION) {
            return;
        }
        long nowMillis = getProcessingTimeService().getCurrentProcessingTime();
        try {
            consider(Candidate.of(offer, 1, rules.stores(), nowMillis));
        } catch (ModelRefused e) {
            tell(ReleaseStatus.refused(offer, String.valueOf(e.getMessage()), nowMillis));
        }
    }

    private void consider(Candidate candidate) {
        Optional<Candidate> pending = examiner.pending();
        if (pending.filter(candidate::isSameAs).isPresent()) {
            return;
        }
        pending.ifPresent(before -> tell(
                before.release(),
                ReleaseOutcome.REFUSED,
                "it was not checked to the end: " + candidate.release().title() + " was promoted after it"));
        Activation newest = schedule.newest();
        if (newest.release().isSameFileAs(candidate.release())) {
            examiner.forget();
            tell(candidate.release(), ReleaseOutcome.LOADED, "serves " + audioFrom(newest));
        } else {
            examiner.examine(candidate);
        }
    }

    private void checked(Candidate candidate, Optional<String> refusal) {
        refusal.ifPresentOrElse(
                reason -> tell(candidate.release(), ReleaseOutcome.REFUSED, reason), () -> activate(candidate));
    }

    private void activate(Candidate candidate) {
        long nowMillis = getProcessingTimeService().getCurrentProcessingTime();
        long fromMillis = Math.max(
                nowMillis + candidate.aheadMillis() + rules.leadMillis(),
                schedule.newest().fromMillis() + 1);
        Activation activation = new Activation(candidate.release(), fromMillis);
        schedule = schedule.with(activation);
        output.collect(new StreamRecord<>(activation));
        tell(candidate.release(), ReleaseOutcome.LOADED, "serves " + audioFrom(activation));
        awaitRetirement();
    }

    private static String audioFrom(Activation activation) {
        return activation.fromMillis() == Long.MIN_VALUE
                ? "since the start of the job"
                : "audio of " + Instant.ofEpochMilli(activation.fromMillis()) + " and later";
    }

    /** Waits for the moment at which the release in service is followed by the next. */
    private void awaitRetirement() {
        List<Activation> activations = schedule.activations();
        if (activations.size() > 1) {
            var unused =
                    getProcessingTimeService().registerTimer(activations.get(1).fromMillis(), this::retire);
        }
    }

    private void retire(long nowMillis) {
        boolean hasRetired = false;
        List<Activation> activations = schedule.activations();
        while (activations.size() > 1 && activations.get(1).fromMillis() <= nowMillis) {
            tell(
                    activations.get(0).release(),
                    ReleaseOutcome.RETIRED,
                    activations.get(1).release().title() + " serves " + audioFrom(activations.get(1)));
            schedule = schedule.withoutFirst();
            activations = schedule.activations();
            hasRetired = true;
        }
        if (hasRetired) {
            awaitRetirement();
        }
    }

    private void tell(Release release, ReleaseOutcome outcome, String reason) {
        tell(ReleaseStatus.of(
                release, outcome, reason, getProcessingTimeService().getCurrentProcessingTime()));
    }

    private void tell(ReleaseStatus status) {
        LOGGER.info("{}", status.line());
        output.collect(STATUS, new StreamRecord<>(status));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        requireNonNull(saved).update(List.of(StateFormat.bytes(new GateMemory(schedule, examiner.pending())::writeTo)));
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
