package io.speecheq.inference.release;

import io.speecheq.inference.model.Device;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The part of the job that hears of releases while it runs, and decides about them.
 *
 * @param activations what was decided, in order
 * @param statuses what became of every release that was promoted
 * @param atStart the release that serves until the first activation
 * @param device where networks run
 */
public record ReleaseDecisions(
        DataStream<Activation> activations, DataStream<ReleaseStatus> statuses, Release atStart, Device device) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * Adds the step that decides.
     *
     * @param offers what the models topic says, in its order
     * @param stores that releases may come from
     * @param lead from a decision to the first audio that it is about
     * @param device where networks run
     */
    public static ReleaseDecisions about(
            DataStream<ReleaseOffer> offers, Release atStart, ModelStores stores, Duration lead, Device device) {
        GateRules rules = new GateRules(stores, lead.toMillis(), PATIENCE.toMillis());
        SingleOutputStreamOperator<Activation> activations = offers.transform(
                        "decide on releases",
                        Activation.type(),
                        new ReleaseGateFactory(atStart, rules, ReleaseCheck.ofFileOn(device)))
                .uid("release-gate")
                .forceNonParallel();
        return new ReleaseDecisions(activations, activations.getSideOutput(ReleaseGate.STATUS), atStart, device);
    }

    /** Every window to the release that was decided for its audio. */
    public ModelAssignment assignment() {
        return windows -> windows.connect(activations.broadcast(AssignReleases.STATE))
                .process(new AssignReleases(atStart, ScorerSource.sharedInProcess(device)), AssignedWindow.type())
                .name("assign release")
                .uid("assign-release");
    }
}
