package io.speecheq.sinks.follow;

import static io.speecheq.schemas.record.EmotionCategory.ANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.speecheq.schemas.record.AlertRules;
import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.sinks.call.ScriptedConversation;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.types.Either;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmotionsToCallsTest {

    private static final long HOUR = 3_600_000;
    private static final Instant LATER = ScriptedConversation.START.plusMillis(2 * HOUR);
    private static final String ANGRY = "rules:\n  - {name: angry, when: emotion, emotion: anger, at-least: 0.6}\n";

    private KeyedBroadcastOperatorTestHarness<String, Either<EmotionWindow, ChannelClosed>, AlertRules, CallSummary>
            harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aCallStartsAtOnceIsUpdatedOnceASecondAndCompletesWhenItsChannelsHave() throws Exception {
        ScriptedConversation script = twoChannels();
        harness.setProcessingTime(10_000);
        script.live().forEach(this::accept);
        assertThat(told()).containsExactly(tuple(CallStatus.STARTED, 2));
        harness.setProcessingTime(11_000);
        accept(script.end("agent"));
        accept(script.end("customer"));
        assertThat(told()).containsExactly(tuple(CallStatus.STARTED, 2), tuple(CallStatus.UPDATED, 16));
        harness.setProcessingTime(13_000);

        assertThat(told())
                .containsExactly(
                        tuple(CallStatus.STARTED, 2), tuple(CallStatus.UPDATED, 16), tuple(CallStatus.COMPLETED, 21));
    }

    @Test
    void aChannelThatComesAfterTheEndJoinsItsCall() throws Exception {
        ScriptedConversation script = twoChannels();
        script.windows("agent").forEach(this::accept);
        accept(script.end("agent"));
        harness.setProcessingTime(5_000);
        assertThat(told().get(told().size() - 1)).isEqualTo(tuple(CallStatus.COMPLETED, 11));
        script.windows("customer").forEach(this::accept);
        accept(script.end("customer"));
        harness.setProcessingTime(9_000);

        assertThat(told().get(told().size() - 1)).isEqualTo(tuple(CallStatus.COMPLETED, 21));
        assertThat(calls().get(calls().size() - 1)).isEqualTo(script.told().revision(false));
    }

    @Test
    void aChannelThatNamesALaterStartJoinsItsCallAfterTheEndToo() throws Exception {
        ScriptedConversation script = twoChannels();
        Instant answered = ScriptedConversation.START.plusSeconds(3);
        script.windows("agent").forEach(this::accept);
        accept(script.end("agent"));
        harness.setProcessingTime(5_000);
        script.windows("customer")
                .forEach(window -> accept(
                        EmotionWindow.newBuilder(window).setCallStart(answered).build()));
        accept(ChannelClosed.newBuilder(script.end("customer"))
                .setCallStart(answered)
                .build());
        harness.setProcessingTime(9_000);

        assertThat(told()).endsWith(tuple(CallStatus.COMPLETED, 21));
        assertThat(calls().get(calls().size() - 1)).isEqualTo(script.told().revision(false));
    }

    @Test
    void nothingRevivesACallThatIsForgotten() throws Exception {
        ScriptedConversation script = twoChannels();
        script.live().forEach(this::accept);
        accept(script.end("agent"));
        accept(script.end("customer"));
        harness.setProcessingTime(3_000);
        harness.setProcessingTime(10 * 60_000);
        int before = calls().size();
        accept(script.windows("agent").get(0));
        assertThat(calls()).hasSize(before);
        harness.setProcessingTime(3 * HOUR);
        accept(script.windows("agent").get(0));

        assertThat(told().get(told().size() - 1)).isEqualTo(tuple(CallStatus.STARTED, 2));
    }

    @Test
    void anotherCallIsToldAsSoonAsItsIdIsFree() throws Exception {
        ScriptedConversation script = twoChannels();
        acceptWhole(script);
        harness.setProcessingTime(61 * 60_000);
        script.live().forEach(window -> accept(later(window)));
        accept(script.windows("customer").get(0));
        accept(later(script.end("agent")));
        accept(later(script.end("customer")));
        harness.setProcessingTime(61 * 60_000 + 2_000);

        assertThat(calls())
                .extracting(CallSummary::getCallStart, CallSummary::getStatus, CallSummary::getRevision)
                .endsWith(
                        tuple(ScriptedConversation.START, CallStatus.COMPLETED, 21),
                        tuple(LATER, CallStatus.STARTED, 2),
                        tuple(LATER, CallStatus.COMPLETED, 21));
    }

    @Test
    void theSameCallAgainIsToldWholeFromWhenItsIdIsFree() throws Exception {
        ScriptedConversation script = twoChannels();
        acceptWhole(script);
        harness.setProcessingTime(3_000);
        harness.setProcessingTime(6 * 60_000);
        harness.setProcessingTime(61 * 60_000);
        script.live().subList(0, 4).forEach(this::accept);
        harness.setProcessingTime(66 * 60_000);
        script.live().subList(4, 8).forEach(this::accept);
        accept(script.end("agent"));
        accept(script.end("customer"));
        harness.setProcessingTime(66 * 60_000 + 2_000);
        harness.setProcessingTime(68 * 60_000);

        assertThat(calls())
                .filteredOn(call -> call.getStatus() == CallStatus.COMPLETED)
                .hasSize(2)
                .containsOnly(script.told().revision(false));
    }

    @Test
    void aCallThatIsOverIsToldBeforeAnotherThatFollowsAtOnce() throws Exception {
        ScriptedConversation script = twoChannels();
        acceptWhole(script);
        script.live().forEach(window -> accept(later(window)));
        accept(later(script.end("agent")));
        accept(later(script.end("customer")));
        harness.setProcessingTime(2_000);

        assertThat(calls())
                .extracting(CallSummary::getCallStart, CallSummary::getStatus, CallSummary::getRevision)
                .containsExactly(
                        tuple(ScriptedConversation.START, CallStatus.STARTED, 2),
                        tuple(ScriptedConversation.START, CallStatus.COMPLETED, 21),
                        tuple(LATER, CallStatus.STARTED, 2),
                        tuple(LATER, CallStatus.COMPLETED, 21));
    }

    @Test
    void anotherCallThatOvertakesTheEndOfTheFirstWaitsForIt() throws Exception {
        ScriptedConversation script = twoChannels();
        script.windows("agent").forEach(this::accept);
        script.windows("customer").subList(0, 3).forEach(this::accept);
        accept(script.end("agent"));
        script.live().forEach(window -> accept(later(window)));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = restored(snapshot);
        accept(script.windows("customer").get(3));
        accept(later(script.end("agent")));
        accept(script.end("customer"));
        accept(later(script.end("customer")));
        harness.setProcessingTime(2_000);

        assertThat(calls())
                .extracting(CallSummary::getCallStart, CallSummary::getStatus, CallSummary::getRevision)
                .containsExactly(
                        tuple(ScriptedConversation.START, CallStatus.COMPLETED, 21),
                        tuple(LATER, CallStatus.STARTED, 2),
                        tuple(LATER, CallStatus.COMPLETED, 21));
    }

    @Test
    void aCallThatGoesOnGivesWayOnceTooMuchOfTheNextOneWaits() throws Exception {
        ScriptedConversation script = ScriptedConversation.ofMillis(2_000_000).says("agent", 0, 2_000);
        List<EmotionWindow> windows = script.windows("agent");
        accept(windows.get(0));
        windows.forEach(window -> accept(later(window)));
        windows.subList(1, windows.size()).forEach(this::accept);
        accept(script.end("agent"));
        accept(later(script.end("agent")));
        harness.setProcessingTime(2_000);

        assertThat(calls())
                .extracting(CallSummary::getCallStart, CallSummary::getStatus, CallSummary::getRevision)
                .containsExactly(
                        tuple(ScriptedConversation.START, CallStatus.STARTED, 2),
                        tuple(LATER, CallStatus.STARTED, 2),
                        tuple(LATER, CallStatus.COMPLETED, 2 * windows.size() + 3));
    }

    @Test
    void whatACallHasRaisedIsClearedWhenItGivesWay() throws Exception {
        ScriptedConversation script = ScriptedConversation.ofMillis(2_000_000).feels("customer", 0, 40_000, ANGER, 3f);
        publish(ANGRY);
        script.windows("customer").subList(0, 10).forEach(this::accept);
        harness.setProcessingTime(1_000);
        script.windows("customer").forEach(window -> accept(later(window)));

        assertThat(alerts())
                .extracting(EmotionAlert::getCallStart, EmotionAlert::getState)
                .startsWith(
                        tuple(ScriptedConversation.START, AlertState.RAISED),
                        tuple(ScriptedConversation.START, AlertState.CLEARED),
                        tuple(LATER, AlertState.RAISED));
    }

    @Test
    void channelsOfOneCallMayNameDifferentStarts() throws Exception {
        ScriptedConversation script = twoChannels();
        script.windows("agent").forEach(this::accept);
        script.windows("customer").forEach(window -> accept(later(window)));
        accept(script.end("agent"));
        accept(later(script.end("customer")));
        harness.setProcessingTime(2_000);

        assertThat(told()).endsWith(tuple(CallStatus.COMPLETED, 21));
    }

    private void acceptWhole(ScriptedConversation script) {
        script.live().forEach(this::accept);
        accept(script.end("agent"));
        accept(script.end("customer"));
    }

    private static EmotionWindow later(EmotionWindow window) {
        return EmotionWindow.newBuilder(window).setCallStart(LATER).build();
    }

    private static ChannelClosed later(ChannelClosed closed) {
        return ChannelClosed.newBuilder(closed).setCallStart(LATER).build();
    }

    @Test
    void windowsThatNeverComeAreGivenUp() throws Exception {
        ScriptedConversation script = twoChannels();
        script.windows("agent").subList(0, 3).forEach(this::accept);
        accept(script.end("agent"));
        harness.setProcessingTime(59_000);
        assertThat(told()).extracting(tuple -> tuple.toList().get(0)).doesNotContain(CallStatus.COMPLETED);
        harness.setProcessingTime(60_000);
        harness.setProcessingTime(63_000);

        assertThat(told().get(told().size() - 1)).isEqualTo(tuple(CallStatus.COMPLETED, 9));
    }

    @Test
    void rulesThatComeReplaceThoseBeforeAndBrokenOnesChangeNothing() throws Exception {
        ScriptedConversation script = ScriptedConversation.ofMillis(40_000).feels("customer", 0, 40_000, ANGER, 3f);
        List<EmotionWindow> windows = script.windows("customer");
        windows.subList(0, 10).forEach(this::accept);
        assertThat(alerts()).isEmpty();
        publish(ANGRY);
        windows.subList(10, 20).forEach(this::accept);
        assertThat(alerts()).extracting(EmotionAlert::getState).containsExactly(AlertState.RAISED);
        publish("rules: nonsense");
        windows.subList(20, 30).forEach(this::accept);
        assertThat(alerts()).hasSize(1);
        publish("rules: []\n");
        windows.subList(30, 31).forEach(this::accept);

        assertThat(alerts()).extracting(EmotionAlert::getState).containsExactly(AlertState.RAISED, AlertState.CLEARED);
    }

    @Test
    void rulesWithAKeyTwiceThatAnEarlierVersionTookStayInForce() throws Exception {
        harness.getBroadcastState(EmotionsToCalls.RULES)
                .put(
                        "newest",
                        "rules:\n  - {name: twice, when: emotion, emotion: anger, at-least: 1, at-least: 0.6}\n");
        ScriptedConversation.ofMillis(20_000)
                .feels("customer", 0, 20_000, ANGER, 3f)
                .windows("customer")
                .forEach(this::accept);

        assertThat(alerts())
                .extracting(EmotionAlert::getRule, EmotionAlert::getState)
                .containsExactly(tuple("twice", AlertState.RAISED));
    }

    @Test
    void rulesOfTheStateThatCannotBeReadGiveWayToThoseOfTheStart() throws Exception {
        harness.getBroadcastState(EmotionsToCalls.RULES).put("newest", "rules: nonsense");
        ScriptedConversation script = twoChannels();
        script.live().forEach(this::accept);

        assertThat(told()).containsExactly(tuple(CallStatus.STARTED, 2));
        assertThat(alerts()).isEmpty();
    }

    @Test
    void aRestartGoesOnWithTheSameCallAndTheSameRules() throws Exception {
        ScriptedConversation script = ScriptedConversation.ofMillis(20_000)
                .feels("customer", 0, 20_000, ANGER, 3f)
                .says("agent", 2_000, 8_000);
        publish(ANGRY);
        List<EmotionWindow> live = script.live();
        live.subList(0, 11).forEach(this::accept);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        harness = restored(snapshot);
        live.subList(11, live.size()).forEach(this::accept);
        accept(script.end("agent"));
        accept(script.end("customer"));
        harness.setProcessingTime(10_000);

        assertThat(calls().get(calls().size() - 1)).isEqualTo(script.told().revision(false));
        assertThat(alerts()).extracting(EmotionAlert::getState).containsExactly(AlertState.CLEARED);
    }

    private static ScriptedConversation twoChannels() {
        return ScriptedConversation.ofMillis(6_000).says("agent", 0, 2_000).says("customer", 2_500, 5_000);
    }

    private static KeyedBroadcastOperatorTestHarness<
                    String, Either<EmotionWindow, ChannelClosed>, AlertRules, CallSummary>
            harness() throws Exception {
        return ProcessFunctionTestHarnesses.forKeyedBroadcastProcessFunction(
                new EmotionsToCalls(CallOptions.standard()), EmotionsToCalls::key, Types.STRING, EmotionsToCalls.RULES);
    }

    private static KeyedBroadcastOperatorTestHarness<
                    String, Either<EmotionWindow, ChannelClosed>, AlertRules, CallSummary>
            restored(OperatorSubtaskState snapshot) throws Exception {
        KeyedBroadcastOperatorTestHarness<String, Either<EmotionWindow, ChannelClosed>, AlertRules, CallSummary>
                restored = new KeyedBroadcastOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(
                                new EmotionsToCalls(CallOptions.standard()), List.of(EmotionsToCalls.RULES)),
                        EmotionsToCalls::key,
                        Types.STRING,
                        1,
                        1,
                        0);
        restored.initializeState(snapshot);
        restored.open();
        return restored;
    }

    private void accept(EmotionWindow window) {
        process(Either.Left(window));
    }

    private void accept(ChannelClosed closed) {
        process(Either.Right(closed));
    }

    private void process(Either<EmotionWindow, ChannelClosed> news) {
        try {
            harness.processElement(news, 0);
        } catch (Exception e) {
            throw new AssertionError("the operator failed", e);
        }
    }

    private void publish(String yaml) throws Exception {
        harness.processBroadcastElement(new AlertRules(yaml, "00", Instant.EPOCH), 0);
    }

    private List<CallSummary> calls() {
        return harness.extractOutputValues();
    }

    private List<Tuple> told() {
        return calls().stream()
                .map(call -> tuple(call.getStatus(), call.getRevision()))
                .toList();
    }

    private List<EmotionAlert> alerts() {
        var output = harness.getSideOutput(EmotionsToCalls.ALERTS);
        return output == null
                ? List.of()
                : output.stream().map(record -> record.getValue()).toList();
    }
}
