package io.speecheq.inference.release;

import io.speecheq.inference.model.Device;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Either;

/**
 * The part of the job that hears of releases while it runs, and decides about them.
 *
 * @param decisions on champions and on challengers, those on each in their order
 * @param statuses what became of every release that was given a role
 * @param atStart the release that serves until the first activation
 * @param device where networks run
 */
public record ReleaseDecisions(
        DataStream<Either<Activation, Challenge>> decisions,
        DataStream<ReleaseStatus> statuses,
        Release atStart,
        Device device) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * Adds the steps that decide.
     *
     * @param offers what the models topic says, in its order
     * @param stores that releases may come from
     * @param lead from a decision to the first audio that it is about
     * @param device where networks run
     */
    public static ReleaseDecisions about(
            DataStream<ReleaseOffer> offers, Release atStart, ModelStores stores, Duration lead, Device device) {
        GateRules rules = new GateRules(stores, lead.toMillis(), PATIENCE.toMillis());
        ReleaseCheck check = ReleaseCheck.ofFileOn(device);
        SingleOutputStreamOperator<Activation> activations = offers.transform(
                        "decide on releases", Activation.type(), new ReleaseGateFactory(atStart, rules, check))
                .uid("release-gate")
                .forceNonParallel();
        SingleOutputStreamOperator<Challenge> challenges = offers.transform(
                        "decide on challengers", Challenge.type(), new ChallengeGateFactory(rules, check))
                .uid("challenge-gate")
                .forceNonParallel();
        TypeInformation<Either<Activation, Challenge>> type = Types.EITHER(Activation.type(), Challenge.type());
        DataStream<Either<Activation, Challenge>> ofChampions = activations
                .map(Either::<Activation, Challenge>Left)
                .returns(type)
                .uid("champion-decisions")
                .setParallelism(1);
        DataStream<Either<Activation, Challenge>> ofChallengers = challenges
                .map(Either::<Activation, Challenge>Right)
                .returns(type)
                .uid("challenger-decisions")
                .setParallelism(1);
        return new ReleaseDecisions(
                ofChampions.union(ofChallengers),
                activations.getSideOutput(ReleaseGate.STATUS).union(challenges.getSideOutput(ReleaseGate.STATUS)),
                atStart,
                device);
    }

    /** Every window to the release that was decided for its audio. */
    public ModelAssignment assignment() {
        return windows -> windows.connect(decisions.broadcast(AssignReleases.STATE))
                .process(new AssignReleases(atStart, ScorerSource.sharedInProcess(device)), AssignedWindow.type())
                .name("assign release")
                .uid("assign-release");
    }
}
