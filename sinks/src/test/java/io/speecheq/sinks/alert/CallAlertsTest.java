package io.speecheq.sinks.alert;

import static io.speecheq.schemas.record.AlertState.AFTER_CALL;
import static io.speecheq.schemas.record.AlertState.CLEARED;
import static io.speecheq.schemas.record.AlertState.RAISED;
import static io.speecheq.schemas.record.EmotionCategory.ANGER;
import static io.speecheq.schemas.record.EmotionCategory.JOY;
import static io.speecheq.schemas.record.EmotionCategory.NEUTRAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.speecheq.schemas.record.AlertEvidence;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.sinks.call.Conversation;
import io.speecheq.sinks.call.ScriptedConversation;
import io.speecheq.sinks.call.TalkSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallAlertsTest {

    private static final String ANGRY = """
            rules:
              - {name: angry, when: emotion, emotion: anger, at-least: 0.6, for: 5s}
            """;

    /** A minute with anger from 20 s to 40 s, joy before and neutral after. */
    private static ScriptedConversation outburst() {
        return ScriptedConversation.ofMillis(60_000)
                .feels("customer", 0, 20_000, JOY, 2f)
                .feels("customer", 20_000, 40_000, ANGER, 3.5f)
                .feels("customer", 40_000, 60_000, NEUTRAL, 0.5f)
                .says("customer", 0, 60_000);
    }

    @Test
    void anOutburstIsRaisedOnceAndClearedOnce() throws Exception {
        List<EmotionAlert> alerts = alerts(outburst(), ANGRY);

        assertThat(alerts)
                .extracting(EmotionAlert::getState, EmotionAlert::getEpisode, EmotionAlert::getChannel)
                .containsExactly(tuple(RAISED, 1, "customer"), tuple(CLEARED, 1, "customer"));
    }

    /** With a half-life of 2 s the score of what is felt now is 1 - 2^(-d/2) of what it will be: over 0.6 from the fourth window. */
    @Test
    void anAlertCarriesTheNumbersThatMadeIt() throws Exception {
        EmotionAlert raised = alerts(outburst(), ANGRY).get(0);

        assertThat(raised.getFromMillis()).isEqualTo(23_000);
        assertThat(raised.getToMillis()).isEqualTo(31_000);
        assertThat(raised.getThreshold()).isEqualTo(0.6f);
        assertThat(raised.getValue()).isBetween(0.6f, 0.92f);
        assertThat(raised.getMessage()).matches("anger score 0\\.\\d\\d?, at least 0\\.6, from 00:23");
        assertThat(raised.getEvidence())
                .extracting(AlertEvidence::getName)
                .containsExactly("score", "seconds", "anger", "intensity");
        assertThat(raised.getEvidence().get(0).getValue()).isEqualTo(raised.getValue());
        assertThat(raised.getRules()).isEqualTo(RulesFile.sha256(ANGRY));
    }

    @Test
    void aShortFlareIsNotRaised() throws Exception {
        ScriptedConversation flare = ScriptedConversation.ofMillis(60_000)
                .feels("customer", 0, 20_000, JOY, 2f)
                .feels("customer", 20_000, 25_000, ANGER, 3.5f)
                .feels("customer", 25_000, 60_000, JOY, 2f);

        assertThat(alerts(flare, ANGRY)).isEmpty();
    }

    @Test
    void twoOutburstsAreTwoEpisodesAndTheEndClearsTheSecond() throws Exception {
        ScriptedConversation call = ScriptedConversation.ofMillis(90_000)
                .feels("customer", 0, 20_000, ANGER, 3f)
                .feels("customer", 20_000, 60_000, JOY, 2f)
                .feels("customer", 60_000, 90_000, ANGER, 3f);

        assertThat(alerts(call, ANGRY))
                .extracting(EmotionAlert::getState, EmotionAlert::getEpisode)
                .containsExactly(tuple(RAISED, 1), tuple(CLEARED, 1), tuple(RAISED, 2), tuple(CLEARED, 2));
    }

    @Test
    void deadAirIsOfTheWholeCallAndAHoleInOneChannelIsNot() throws Exception {
        ScriptedConversation call = ScriptedConversation.ofMillis(60_000)
                .says("agent", 0, 20_000)
                .says("agent", 50_000, 60_000)
                .says("customer", 21_000, 22_000);

        List<EmotionAlert> alerts =
                alerts(call, "rules:\n  - {name: dead air, channel: call, when: silence, at-least: 15}\n");

        assertThat(alerts)
                .extracting(
                        EmotionAlert::getState,
                        EmotionAlert::getChannel,
                        EmotionAlert::getFromMillis,
                        EmotionAlert::getToMillis)
                .containsExactly(tuple(RAISED, "", 22_000L, 37_000L), tuple(CLEARED, "", 22_000L, 50_000L));
        assertThat(alerts.get(0).getMessage()).isEqualTo("silence 15, at least 15, from 00:22");
    }

    private static final String TALK = """
            rules:
              - {name: dead air, channel: call, when: silence, at-least: 15}
              - {name: says nothing, channel: any, when: silence, at-least: 4, for: 2s}
              - {name: cuts in, channel: any, when: interruption, at-least: 1}
            """;

    /** Nobody speaks from 20 s to 38 s. */
    private static ScriptedConversation deadAir() {
        return ScriptedConversation.ofMillis(50_000)
                .says("agent", 0, 20_000)
                .says("agent", 38_000, 48_400)
                .says("customer", 15_300, 18_100)
                .says("customer", 40_000, 42_900)
                .says("customer", 43_200, 46_000);
    }

    @Test
    void aSilenceIsRaisedThoughWhatFollowsItIsKnownOfOneChannel() throws Exception {
        ScriptedConversation script = deadAir();
        CallRun run = new CallRun(TALK);
        List<EmotionWindow> customer = script.windows("customer");
        run.accept(customer.get(0));
        script.windows("agent").forEach(run::accept);
        customer.subList(1, customer.size()).forEach(run::accept);

        assertThat(run.alerts())
                .filteredOn(alert -> alert.getRule().equals("dead air"))
                .extracting(EmotionAlert::getState, EmotionAlert::getFromMillis, EmotionAlert::getToMillis)
                .containsExactly(tuple(RAISED, 20_000L, 35_000L), tuple(CLEARED, 20_000L, 38_000L));
    }

    @Test
    void whoIsSilentWhileTheOtherIsNotYetKnownRaisesNothing() throws Exception {
        ScriptedConversation script = ScriptedConversation.ofMillis(50_000)
                .says("agent", 40_000, 50_000)
                .says("customer", 0, 40_000);
        CallRun run = new CallRun("rules:\n  - {name: dead air, channel: call, when: silence, at-least: 15}\n");
        script.windows("agent").forEach(run::accept);
        script.windows("customer").forEach(run::accept);

        assertThat(run.over()).isEmpty();
    }

    @Test
    void aCallOfOneChannelIsAskedForItsSilencesAfterAMinuteAndAtItsEnd() throws Exception {
        ScriptedConversation lasting = ScriptedConversation.ofMillis(90_000).says("agent", 0, 10_000);
        CallRun minute = new CallRun("rules:\n  - {name: dead air, channel: call, when: silence, at-least: 15}\n");
        lasting.windows("agent").subList(0, 58).forEach(minute::accept);
        assertThat(minute.alerts()).isEmpty();
        minute.accept(lasting.windows("agent").get(58));
        ScriptedConversation brief = ScriptedConversation.ofMillis(30_000).says("agent", 0, 10_000);
        CallRun end = new CallRun("rules:\n  - {name: dead air, channel: call, when: silence, at-least: 15}\n");
        brief.windows("agent").forEach(end::accept);
        end.close(brief.end("agent"));
        assertThat(end.alerts()).isEmpty();

        assertThat(minute.alerts()).extracting(EmotionAlert::getToMillis).containsExactly(25_000L);
        assertThat(end.over()).extracting(EmotionAlert::getToMillis).containsExactly(25_000L, 30_000L);
    }

    @Test
    void aChannelThatHasEndedRaisesNothingMore() throws Exception {
        ScriptedConversation script = ScriptedConversation.ofMillis(60_000)
                .says("customer", 0, 20_000)
                .says("customer", 25_000, 60_000)
                .says("agent", 5_000, 10_000);
        CallRun run = new CallRun("""
                rules:
                  - {name: cuts in, channel: agent, when: interruption, at-least: 1}
                  - {name: says nothing, channel: agent, when: silence, at-least: 15}
                """);
        script.windows("agent").subList(0, 13).forEach(run::accept);
        run.close(new ChannelClosed(
                ScriptedConversation.CALL, "agent", ScriptedConversation.START, false, 13, 15_000L, 0L, 0L));
        script.windows("customer").forEach(run::accept);
        assertThat(run.alerts())
                .extracting(EmotionAlert::getRule, EmotionAlert::getState, EmotionAlert::getEpisode)
                .containsExactly(tuple("cuts in", RAISED, 1), tuple("cuts in", CLEARED, 1));
        run.close(script.end("customer"));

        assertThat(run.over()).hasSize(2);
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyInterleavingOfTheChannelsGivesTheSameAlertsOfTalk(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        ScriptedConversation script = seed == 0 ? deadAir() : chatter(random);
        List<EmotionWindow> ofAgent = script.windows("agent");
        // The agent hangs up before the customer does.
        ofAgent = ofAgent.subList(0, ofAgent.size() - random.nextInt(20));
        int agentWindows = ofAgent.size();
        ChannelClosed customerEnd = script.end("customer");
        ChannelClosed agentEnd = ChannelClosed.newBuilder(customerEnd)
                .setChannel("agent")
                .setWindows(agentWindows)
                .setTotalMillis(ofAgent.get(agentWindows - 1).getEndMillis())
                .build();
        CallRun lockstep = new CallRun(TALK);
        script.live().stream()
                .filter(window -> window.getChannel().equals("customer") || window.getIndex() < agentWindows)
                .forEach(lockstep::accept);
        lockstep.close(agentEnd);
        lockstep.close(customerEnd);

        CallRun interleaved = new CallRun(TALK);
        Deque<EmotionWindow> agent = new ArrayDeque<>(ofAgent);
        Deque<EmotionWindow> customer = new ArrayDeque<>(script.windows("customer"));
        double agentFirst = random.nextDouble();
        while (!agent.isEmpty() || !customer.isEmpty()) {
            boolean isAgent = customer.isEmpty() || (!agent.isEmpty() && random.nextDouble() < agentFirst);
            Deque<EmotionWindow> next = isAgent ? agent : customer;
            interleaved.accept(next.removeFirst());
            if (next.isEmpty()) {
                interleaved.close(isAgent ? agentEnd : customerEnd);
            }
        }

        assertThat(interleaved.over()).isEqualTo(lockstep.over()).isNotEmpty();
    }

    private static ScriptedConversation chatter(SplittableRandom random) {
        ScriptedConversation script = ScriptedConversation.ofMillis(30_000 + random.nextInt(28_000));
        for (String channel : List.of("agent", "customer")) {
            for (long at = random.nextInt(12_000); at < 52_000; at += 100 + random.nextInt(9_000)) {
                long end = at + 100 + random.nextInt(6_000);
                script.says(channel, at, end);
                at = end;
            }
        }
        return script;
    }

    @Test
    void interruptionsAreCountedForWhoInterrupts() throws Exception {
        ScriptedConversation call = ScriptedConversation.ofMillis(60_000)
                .says("customer", 0, 10_000)
                .says("customer", 15_000, 25_000)
                .says("customer", 30_000, 40_000)
                .says("agent", 5_000, 8_000)
                .says("agent", 20_000, 23_000)
                .says("agent", 45_000, 50_000);
        String rules = """
                rules:
                  - {name: cuts in, channel: any, when: interruption, at-least: 2}
                  - {name: patient, channel: any, when: interruption, at-most: 0, moment: after-call}
                """;

        assertThat(alerts(call, rules))
                .extracting(
                        EmotionAlert::getRule, EmotionAlert::getChannel, EmotionAlert::getState, EmotionAlert::getValue)
                .containsExactly(
                        tuple("cuts in", "agent", RAISED, 2f),
                        tuple("cuts in", "agent", CLEARED, 2f),
                        tuple("patient", "customer", AFTER_CALL, 0f));
    }

    @Test
    void aRuleAfterTheCallLooksAtItsPartOfIt() throws Exception {
        String rules = """
                rules:
                  - {name: middle, when: share, emotion: anger, at-least: 0.9, from: 35%, to: 65%, moment: after-call}
                  - {name: end, when: share, emotion: anger, at-least: 0.1, from: 75%, moment: after-call}
                  - {name: no joy at the end, when: share, emotion: joy, at-least: 0.1, from: 75%, not: true, moment: after-call}
                  - {name: mild, when: intensity, at-most: 2.5, moment: after-call}
                """;

        assertThat(alerts(outburst(), rules))
                .extracting(EmotionAlert::getRule, EmotionAlert::getState)
                .containsExactly(
                        tuple("middle", AFTER_CALL), tuple("no joy at the end", AFTER_CALL), tuple("mild", AFTER_CALL));
    }

    @Test
    void aRuleForTheFirstHalfMinuteIsSilentAfterIt() throws Exception {
        ScriptedConversation call = ScriptedConversation.ofMillis(60_000)
                .feels("customer", 0, 40_000, JOY, 2f)
                .feels("customer", 40_000, 60_000, ANGER, 3f);

        assertThat(alerts(
                        call,
                        "rules:\n  - {name: early, when: emotion, emotion: anger, at-least: 0.5, from: 0s, to: 30s}\n"))
                .isEmpty();
    }

    @Test
    void anIntensityThatRisesRaisesATrend() throws Exception {
        ScriptedConversation call = ScriptedConversation.ofMillis(90_000);
        for (int i = 0; i < 90; i++) {
            call.feels("customer", i * 1_000L, (i + 1) * 1_000L, ANGER, Math.min(4, i / 30f));
        }

        assertThat(alerts(call, "rules:\n  - {name: rising, when: trend, at-least: 1.5}\n"))
                .extracting(EmotionAlert::getState)
                .containsExactly(RAISED, CLEARED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aRestartInTheMiddleChangesNothing(long seed) throws Exception {
        String rules = RulesFile.usualText();
        ScriptedConversation call = outburst().says("agent", 0, 10_000).says("agent", 30_000, 55_000);
        SplittableRandom random = new SplittableRandom(seed);

        assertThat(alerts(call, rules, random)).isEqualTo(alerts(call, rules)).isNotEmpty();
    }

    @Test
    void aRuleThatIsGoneIsClearedByTheNextWindow() throws Exception {
        ScriptedConversation script = outburst();
        AlertRuleBook book = RulesFile.parse(ANGRY);
        Conversation call = new Conversation(TalkSpec.standard(), ScriptedConversation.CALL);
        CallAlerts alerts = new CallAlerts();
        List<EmotionAlert> out = new ArrayList<>();
        for (EmotionWindow window : script.windows("customer").subList(0, 35)) {
            call.accept(window, next -> alerts.accept(next, book, call, out::add));
        }
        assertThat(out).extracting(EmotionAlert::getState).containsExactly(RAISED);

        call.accept(
                script.windows("customer").get(35), next -> alerts.accept(next, AlertRuleBook.none(), call, out::add));

        assertThat(out).extracting(EmotionAlert::getState).containsExactly(RAISED, CLEARED);
        assertThat(out.get(1).getMessage()).isEqualTo("the rule is no longer in force");
    }

    /** A call as the job follows it, record by record. */
    private static final class CallRun {

        private AlertRuleBook book;
        private final Conversation call = new Conversation(TalkSpec.standard(), ScriptedConversation.CALL);
        private final CallAlerts alerts = new CallAlerts();
        private final List<EmotionAlert> out = new ArrayList<>();

        CallRun(String rules) throws InvalidRulesException {
            book = RulesFile.parse(rules);
        }

        void follow(String rules) throws InvalidRulesException {
            book = RulesFile.parse(rules);
        }

        void accept(EmotionWindow window) {
            call.accept(window, next -> alerts.accept(next, book, call, out::add));
        }

        void close(ChannelClosed end) {
            call.close(end);
            alerts.end(end.getChannel(), book, call, out::add);
        }

        List<EmotionAlert> alerts() {
            return List.copyOf(out);
        }

        List<EmotionAlert> over() {
            alerts.over(book, call, out::add);
            return alerts();
        }
    }

    @Test
    void aRuleThatChangesUnderItsNameClearsWhatItRaised() throws Exception {
        ScriptedConversation script = ScriptedConversation.ofMillis(50_000)
                .says("agent", 0, 10_000)
                .says("agent", 45_000, 50_000)
                .says("customer", 0, 30_000);
        CallRun run = new CallRun("rules:\n  - {name: quiet, channel: agent, when: silence, at-least: 15}\n");
        script.live().subList(0, 50).forEach(run::accept);
        assertThat(run.alerts()).extracting(EmotionAlert::getState).containsExactly(RAISED);

        run.follow("rules:\n  - {name: quiet, channel: call, when: silence, at-least: 15}\n");
        run.accept(script.live().get(50));

        assertThat(run.alerts())
                .extracting(EmotionAlert::getState, EmotionAlert::getChannel, EmotionAlert::getEpisode)
                .containsExactly(tuple(RAISED, "agent", 1), tuple(CLEARED, "agent", 1));
        assertThat(run.alerts().get(1).getMessage()).isEqualTo("the rule has changed");
    }

    @Test
    void aRuleThatChangesUnderItsNameBeginsAnew() throws Exception {
        ScriptedConversation script = ScriptedConversation.ofMillis(90_000).feels("customer", 0, 90_000, ANGER, 3f);
        CallRun run =
                new CallRun("rules:\n  - {name: angry, when: emotion, emotion: anger, at-least: 0.2, for: 100s}\n");
        script.windows("customer").subList(0, 60).forEach(run::accept);

        run.follow("rules:\n  - {name: angry, when: emotion, emotion: anger, at-least: 0.6, for: 5s}\n");
        script.windows("customer").subList(60, 70).forEach(run::accept);

        assertThat(run.alerts())
                .extracting(EmotionAlert::getState, EmotionAlert::getFromMillis, EmotionAlert::getToMillis)
                .containsExactly(tuple(RAISED, 60_000L, 68_000L));
    }

    @Test
    void aRuleThatComesBackBeginsAnew() throws Exception {
        ScriptedConversation script = ScriptedConversation.ofMillis(90_000).feels("customer", 0, 90_000, ANGER, 3f);
        CallRun run = new CallRun(ANGRY);
        script.windows("customer").subList(0, 20).forEach(run::accept);
        run.follow("rules: []\n");
        script.windows("customer").subList(20, 40).forEach(run::accept);
        run.follow(ANGRY);
        script.windows("customer").subList(40, 50).forEach(run::accept);

        assertThat(run.alerts())
                .extracting(EmotionAlert::getState, EmotionAlert::getEpisode, EmotionAlert::getFromMillis)
                .containsExactly(tuple(RAISED, 1, 0L), tuple(CLEARED, 1, 0L), tuple(RAISED, 2, 40_000L));
    }

    private static List<EmotionAlert> alerts(ScriptedConversation script, String rules) throws Exception {
        return alerts(script, rules, null);
    }

    private static List<EmotionAlert> alerts(
            ScriptedConversation script, String rules, @org.jspecify.annotations.Nullable SplittableRandom restarts)
            throws Exception {
        AlertRuleBook book = RulesFile.parse(rules);
        Conversation call = new Conversation(TalkSpec.standard(), ScriptedConversation.CALL);
        CallAlerts[] alerts = {new CallAlerts()};
        List<EmotionAlert> out = new ArrayList<>();
        for (EmotionWindow window : script.live()) {
            call.accept(window, next -> alerts[0].accept(next, book, call, out::add));
            if (restarts != null && restarts.nextInt(5) == 0) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                alerts[0].writeTo(new DataOutputStream(bytes));
                alerts[0] = CallAlerts.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            }
        }
        for (String channel : script.channels()) {
            call.close(script.end(channel));
            alerts[0].end(channel, book, call, out::add);
        }
        alerts[0].over(book, call, out::add);
        return out;
    }
}
