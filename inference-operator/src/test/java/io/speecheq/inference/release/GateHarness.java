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
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The gate in Flink's harness, with the harness's clock; a check ends when the test says so. */
final class GateHarness implements AutoCloseable {

    static final long LEAD = 5_000;
    static final long PATIENCE = 60_000;

    /** Static, as Flink may copy a check by serialization. */
    private static final Semaphore CHECKS = new Semaphore(0);

    static final AtomicInteger BEGUN = new AtomicInteger();

    private final OneInputStreamOperatorTestHarness<ReleaseOffer, Activation> flink;

    private GateHarness(Release atStart, ModelStores stores) throws Exception {
        CHECKS.drainPermits();
        BEGUN.set(0);
        flink = new OneInputStreamOperatorTestHarness<>(
                new ReleaseGateFactory(atStart, new GateRules(stores, LEAD, PATIENCE), GateHarness::heldCheck));
        flink.setup(Activation.type().createSerializer(new SerializerConfigImpl()));
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

    static GateHarness opened(Release atStart, ModelStores stores, long nowMillis) throws Exception {
        GateHarness harness = new GateHarness(atStart, stores);
        harness.flink.setProcessingTime(nowMillis);
        harness.flink.open();
        return harness;
    }

    static GateHarness restored(OperatorSubtaskState state, Release atStart, ModelStores stores, long nowMillis)
            throws Exception {
        GateHarness harness = new GateHarness(atStart, stores);
        harness.flink.setProcessingTime(nowMillis);
        harness.flink.initializeState(state);
        harness.flink.open();
        return harness;
    }

    static ReleaseOffer offer(Release release, ReleaseRole role, long recordMillis) {
        return new ReleaseOffer(
                release.name(), release.version(), release.uri(), release.sha256(), role, 0, recordMillis);
    }

    void promote(Release release) throws Exception {
        accept(offer(release, ReleaseRole.CHAMPION, 0));
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

    List<Activation> activations() {
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
