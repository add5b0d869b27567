package io.speecheq.inference.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.inference.model.Device;
import io.speecheq.inference.model.ModelRefused;
import io.speecheq.schemas.record.ReleaseRole;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * A gate in Flink's harness, with the harness's clock; a check ends when the test says so.
 *
 * @param <T> what it decides
 */
final class GateHarness<T> implements AutoCloseable {

    static final long LEAD = 5_000;
    static final long PATIENCE = 60_000;

    /** Static, as Flink may copy a check by serialization. */
    private static final Semaphore CHECKS = new Semaphore(0);

    static final AtomicInteger BEGUN = new AtomicInteger();

    private final OneInputStreamOperatorTestHarness<ReleaseOffer, T> flink;

    private GateHarness(OneInputStreamOperatorFactory<ReleaseOffer, T> gate, TypeInformation<T> type) throws Exception {
        CHECKS.drainPermits();
        BEGUN.set(0);
        flink = new OneInputStreamOperatorTestHarness<>(gate);
        flink.setup(type.createSerializer(new SerializerConfigImpl()));
    }

    private static GateHarness<Activation> ofChampions(Release atStart, ModelStores stores) throws Exception {
        return new GateHarness<>(
                new ReleaseGateFactory(atStart, new GateRules(stores, LEAD, PATIENCE), GateHarness::heldCheck),
                Activation.type());
    }

    private static GateHarness<Challenge> ofChallengers(ModelStores stores) throws Exception {
        return new GateHarness<>(
                new ChallengeGateFactory(new GateRules(stores, LEAD, PATIENCE), GateHarness::heldCheck),
                Challenge.type());
    }

    private static void heldCheck(Release release) throws IOException, ModelRefused {
        BEGUN.incrementAndGet();
        try {
            CHECKS.acquire();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("given up");
        }
        ReleaseFile.check(release, Device.cpu());
    }

    static GateHarness<Activation> opened(Release atStart, ModelStores stores, long nowMillis) throws Exception {
        return ofChampions(atStart, stores).openedAt(nowMillis);
    }

    static GateHarness<Activation> restored(
            OperatorSubtaskState state, Release atStart, ModelStores stores, long nowMillis) throws Exception {
        return ofChampions(atStart, stores).restoredAt(state, nowMillis);
    }

    static GateHarness<Challenge> challengesOpened(ModelStores stores, long nowMillis) throws Exception {
        return ofChallengers(stores).openedAt(nowMillis);
    }

    static GateHarness<Challenge> challengesRestored(OperatorSubtaskState state, ModelStores stores, long nowMillis)
            throws Exception {
        return ofChallengers(stores).restoredAt(state, nowMillis);
    }

    private GateHarness<T> openedAt(long nowMillis) throws Exception {
        flink.setProcessingTime(nowMillis);
        flink.open();
        return this;
    }

    private GateHarness<T> restoredAt(OperatorSubtaskState state, long nowMillis) throws Exception {
        flink.setProcessingTime(nowMillis);
        flink.initializeState(state);
        flink.open();
        return this;
    }

    static ReleaseOffer offer(Release release, ReleaseRole role, long recordMillis) {
        return offer(release, role, 0, recordMillis);
    }

    private static ReleaseOffer offer(Release release, ReleaseRole role, double share, long recordMillis) {
        return new ReleaseOffer(
                release.name(), release.version(), release.uri(), release.sha256(), role, share, recordMillis);
    }

    void promote(Release release) throws Exception {
        accept(offer(release, ReleaseRole.CHAMPION, 0));
    }

    void challenge(Release release, double share) throws Exception {
        accept(offer(release, ReleaseRole.CHALLENGER, share, 0));
    }

    void accept(ReleaseOffer offer) throws Exception {
        flink.processElement(new StreamRecord<>(offer));
    }

    void at(long nowMillis) throws Exception {
        flink.setProcessingTime(nowMillis);
    }

    /** Lets the check under way, or the next one, end, and the task hear of it. */
    void endCheck() throws Exception {
        CHECKS.release();
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        Optional<Mail> mail = Optional.empty();
        while (mail.isEmpty() && System.nanoTime() < deadlineNanos) {
            mail = flink.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
            Thread.sleep(1);
        }
        assertThat(mail).as("the end of a check").isPresent();
        mail.orElseThrow().run();
    }

    OperatorSubtaskState snapshot() throws Exception {
        return flink.snapshot(1, 1);
    }

    List<T> decisions() {
        return flink.extractOutputValues();
    }

    List<ReleaseStatus> statuses() {
        var records = flink.getSideOutput(ReleaseGate.STATUS);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    @Override
    public void close() throws IOException {
        try {
            flink.close();
        } catch (Exception e) {
            throw new IOException("the harness did not close", e);
        }
    }
}
