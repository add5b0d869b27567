package io.speecheq.inference.release;

import static java.util.Objects.requireNonNull;

import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.release.GateMemory.Candidate;
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

    /** A broker's clock that is ahead by more is wrong, or the record's timestamp is not the broker's. */
    private static final long MOST_AHEAD_MILLIS = 600_000;

    private final transient Release atStart;
    private final transient GateRules rules;
    private final transient ReleaseLoader loader;
    private transient GateMemory memory;
    private transient @Nullable Release underCheck;
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
        loader = new ReleaseLoader(check, mailbox, this::checked);
        memory = new GateMemory(ReleaseSchedule.always(atStart), Optional.empty());
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        ListState<byte[]> state = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("gate", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        saved = state;
        for (byte[] bytes : state.get()) {
            GateMemory restored = StateFormat.value(bytes, GateMemory::readFrom);
            memory = restored.schedule().isOfStart() ? restored.with(ReleaseSchedule.always(atStart)) : restored;
        }
    }

    /** Goes on with what was under way. */
    @Override
    public void open() throws Exception {
        super.open();
        Activation newest = memory.schedule().newest();
        if (!newest.release().isSameFileAs(atStart)) {
            LOGGER.info(
                    "{} is in service, as was decided before this start; the network that this start names, {}, is not",
                    newest.release().title(),
                    atStart.title());
        }
        memory.pending().ifPresent(this::begin);
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
            Release release = offer.release();
            rules.stores().requireHolding(release.uri());
            long aheadMillis = Math.max(0, Math.min(offer.recordMillis() - nowMillis, MOST_AHEAD_MILLIS));
            consider(new Candidate(release, aheadMillis));
        } catch (ModelRefused e) {
            tell(ReleaseStatus.refused(offer, String.valueOf(e.getMessage()), nowMillis));
        }
    }

    private void consider(Candidate candidate) {
        if (memory.pending()
                .filter(before -> before.release().equals(candidate.release()))
                .isPresent()) {
            return;
        }
        memory.pending()
                .ifPresent(before -> tell(
                        before.release(),
                        ReleaseOutcome.REFUSED,
                        "it was not checked to the end: " + candidate.release().title() + " was promoted after it"));
        Activation newest = memory.schedule().newest();
        if (newest.release().isSameFileAs(candidate.release())) {
            memory = memory.awaitingNone();
            tell(candidate.release(), ReleaseOutcome.LOADED, "serves " + audioFrom(newest));
            return;
        }
        memory = memory.awaiting(candidate);
        if (underCheck == null) {
            begin(candidate);
        }
    }

    private void begin(Candidate candidate) {
        Release release = candidate.release();
        underCheck = release;
        loader.begin(release);
        long deadlineMillis = getProcessingTimeService().getCurrentProcessingTime() + rules.patienceMillis();
        // Flink cancels its timers when the task ends; their failures are the task's.
        var unused = getProcessingTimeService().registerTimer(deadlineMillis, now -> giveUp(release));
    }

    /** Identity is meant: the same release may be checked again, after this check has ended. */
    @SuppressWarnings("ReferenceEquality")
    private void giveUp(Release release) {
        if (underCheck == release) {
            loader.abandon();
            checked(
                    release,
                    Optional.of(release.uri() + " was not there after " + rules.patienceMillis() / 1_000
                            + " s: see that the job reaches it, and promote it again"));
        }
    }

    @SuppressWarnings("ReferenceEquality") // as above
    private void checked(Release release, Optional<String> refusal) {
        if (underCheck != release) {
            return;
        }
        underCheck = null;
        Optional<Candidate> pending = memory.pending();
        if (pending.isPresent() && !pending.get().release().equals(release)) {
            begin(pending.get());
        } else if (pending.isPresent()) {
            memory = memory.awaitingNone();
            refusal.ifPresentOrElse(
                    reason -> tell(release, ReleaseOutcome.REFUSED, reason), () -> activate(pending.get()));
        }
    }

    private void activate(Candidate candidate) {
        long nowMillis = getProcessingTimeService().getCurrentProcessingTime();
        long fromMillis = Math.max(
                nowMillis + candidate.aheadMillis() + rules.leadMillis(),
                memory.schedule().newest().fromMillis() + 1);
        Activation activation = new Activation(candidate.release(), fromMillis);
        memory = memory.with(memory.schedule().with(activation));
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
        List<Activation> activations = memory.schedule().activations();
        if (activations.size() > 1) {
            var unused =
                    getProcessingTimeService().registerTimer(activations.get(1).fromMillis(), this::retire);
        }
    }

    private void retire(long nowMillis) {
        boolean hasRetired = false;
        List<Activation> activations = memory.schedule().activations();
        while (activations.size() > 1 && activations.get(1).fromMillis() <= nowMillis) {
            tell(
                    activations.get(0).release(),
                    ReleaseOutcome.RETIRED,
                    activations.get(1).release().title() + " serves " + audioFrom(activations.get(1)));
            memory = memory.with(memory.schedule().withoutFirst());
            activations = memory.schedule().activations();
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
        LOGGER.info(
                "Release {}:{} {}: {}",
                status.name(),
                status.version(),
                status.outcome().name().toLowerCase(java.util.Locale.ROOT),
                status.reason());
        output.collect(STATUS, new StreamRecord<>(status));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        requireNonNull(saved).update(List.of(StateFormat.bytes(memory::writeTo)));
    }

    @Override
    public void close() throws Exception {
        try {
            super.close();
        } finally {
            loader.close();
        }
    }
}
