package io.speecheq.sinks.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.ChannelSummary;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.Interruption;
import io.speecheq.schemas.record.SpeechStretch;
import io.speecheq.schemas.record.TrajectoryStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConversationTest {

    /** The agent speaks 0–4 s; the customer answers after 0.8 s, until 10 s; the agent cuts in at 8 s, until 12 s. */
    private static ScriptedConversation cutIn() {
        return ScriptedConversation.ofMillis(20_000)
                .says("agent", 0, 4_000)
                .says("agent", 8_000, 12_000)
                .says("customer", 4_800, 10_000);
    }

    @Test
    void aCallWithAnInterruptionHasItsKnownNumbers() {
        CallSummary call = cutIn().told().revision(false);

        assertThat(call.getStatus()).isEqualTo(CallStatus.COMPLETED);
        assertThat(call.getDurationMillis()).isEqualTo(20_000);
        assertThat(call.getTalkMillis()).isEqualTo(4_000 + 7_200);
        assertThat(call.getNonTalkMillis()).isEqualTo(8_800);
        assertThat(call.getOverlapMillis()).isEqualTo(2_000);
        assertThat(call.getLongestSilenceMillis()).isEqualTo(8_000);
        assertThat(call.getLongestSilenceAtMillis()).isEqualTo(12_000);
        assertThat(call.getInterruptions()).containsExactly(new Interruption("agent", "customer", 8_000L, 2_000L));
        assertThat(call.getChannels())
                .containsExactly(
                        new ChannelSummary(
                                "agent",
                                TrajectoryStatus.COMPLETED,
                                18,
                                20_000L,
                                8_000L,
                                (float) (8_000.0 / 13_200),
                                2,
                                4_000L,
                                1,
                                0,
                                null,
                                null),
                        new ChannelSummary(
                                "customer",
                                TrajectoryStatus.COMPLETED,
                                18,
                                20_000L,
                                5_200L,
                                (float) (5_200.0 / 13_200),
                                1,
                                5_200L,
                                0,
                                1,
                                800L,
                                800L));
    }

    @Test
    void whoSaysAWordWhileTheOtherSpeaksDoesNotInterrupt() {
        CallSummary call = ScriptedConversation.ofMillis(10_000)
                .says("agent", 0, 8_000)
                .says("customer", 3_000, 3_600)
                .told()
                .revision(false);

        assertThat(call.getInterruptions()).isEmpty();
        assertThat(call.getOverlapMillis()).isEqualTo(600);
        assertThat(call.getTalkMillis()).isEqualTo(8_000);
    }

    @Test
    void whoBeginsTogetherOrAsTheOtherEndsDoesNotInterrupt() {
        CallSummary call = ScriptedConversation.ofMillis(12_000)
                .says("agent", 1_000, 4_000)
                .says("agent", 6_000, 8_000)
                .says("customer", 1_100, 4_000)
                .says("customer", 7_700, 11_000)
                .told()
                .revision(false);

        assertThat(call.getInterruptions()).isEmpty();
    }

    @Test
    void pausesUnderHalfASecondBelongToAnUtterance() {
        CallSummary call = ScriptedConversation.ofMillis(10_000)
                .says("customer", 1_000, 2_000)
                .says("customer", 2_490, 4_000)
                .says("customer", 4_500, 6_000)
                .told()
                .revision(false);

        ChannelSummary customer = call.getChannels().get(0);
        assertThat(customer.getUtterances()).isEqualTo(2);
        assertThat(customer.getLongestUtteranceMillis()).isEqualTo(3_000);
        assertThat(customer.getTalkRatio()).isEqualTo(1f);
    }

    @Test
    void aLongSilenceIsNoResponse() {
        CallSummary call = ScriptedConversation.ofMillis(30_000)
                .says("agent", 0, 2_000)
                .says("customer", 12_001, 14_000)
                .told()
                .revision(false);

        assertThat(call.getChannels().get(1).getResponses()).isZero();
        assertThat(call.getLongestSilenceMillis()).isEqualTo(16_000);
    }

    @Test
    void aCallGoesOnUntilEveryChannelHasEnded() {
        ScriptedConversation script = cutIn();
        Conversation conversation = new Conversation(TalkSpec.standard(), ScriptedConversation.CALL);
        conversation.accept(script.windows("agent").get(0), window -> {});
        assertThat(conversation.revision(true).getStatus()).isEqualTo(CallStatus.STARTED);
        script.live().forEach(window -> conversation.accept(window, next -> {}));
        conversation.close(script.end("agent", true));
        assertThat(conversation.revision(false).getStatus()).isEqualTo(CallStatus.UPDATED);
        conversation.close(script.end("customer"));

        assertThat(conversation.revision(false).getStatus()).isEqualTo(CallStatus.TIMED_OUT);
    }

    @Test
    void moreChannelsThanACallHasArePassedOver() {
        Conversation conversation = new Conversation(TalkSpec.standard(), ScriptedConversation.CALL);
        for (int i = 0; i < 100; i++) {
            ScriptedConversation one = ScriptedConversation.ofMillis(4_000).says("channel-" + i, 0, 1_000);
            one.live().forEach(window -> conversation.accept(window, next -> {}));
        }

        assertThat(conversation.channels()).hasSize(Conversation.MOST_CHANNELS);
    }

    @Test
    void aDayOfShortUtterancesIsToldInCoarserOnes() {
        Utterances utterances = new Utterances(TalkSpec.standard());
        for (long at = 0; at < 86_400_000; at += 2_000) {
            utterances.accept(new SpeechStretch(at, at + 1_000));
        }

        assertThat(utterances.count()).isBetween(1, 4_096);
        assertThat(utterances.endMillis(utterances.count() - 1)).isEqualTo(86_399_000);
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderAnyDoublingAnyRestartGivesTheSameCall(long seed) throws Exception {
        ScriptedConversation script = random(seed);
        CallSummary expected = script.told().revision(false);
        List<EmotionWindow> arrivals = new ArrayList<>(script.live());
        arrivals.addAll(script.live().subList(0, arrivals.size() / 3));
        Random random = new Random(seed);
        Collections.shuffle(arrivals, random);

        Conversation conversation = new Conversation(TalkSpec.standard(), ScriptedConversation.CALL);
        script.channels().forEach(channel -> {
            if (random.nextBoolean()) {
                conversation.close(script.end(channel));
            }
        });
        Conversation current = conversation;
        for (EmotionWindow window : arrivals) {
            current.accept(window, next -> {});
            current = random.nextInt(10) == 0 ? restarted(current) : current;
        }
        for (String channel : script.channels()) {
            current.close(script.end(channel));
        }

        assertThat(current.revision(false)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsSaidAgreesWithATimelineOfMilliseconds(long seed) {
        ScriptedConversation script = random(seed);
        CallSummary call = script.told().revision(false);

        int[] speakers = new int[(int) call.getDurationMillis()];
        for (String channel : script.channels()) {
            Utterances utterances = new Utterances(TalkSpec.standard());
            script.windows(channel).forEach(window -> window.getSpeech().forEach(utterances::accept));
            for (int i = 0; i < utterances.count(); i++) {
                for (long at = utterances.startMillis(i); at < utterances.endMillis(i); at++) {
                    speakers[(int) at]++;
                }
            }
        }
        long talk = java.util.Arrays.stream(speakers).filter(count -> count > 0).count();
        long overlap =
                java.util.Arrays.stream(speakers).filter(count -> count > 1).count();
        assertThat(call.getTalkMillis()).isEqualTo(talk);
        assertThat(call.getOverlapMillis()).isEqualTo(overlap);
        assertThat(call.getNonTalkMillis()).isEqualTo(speakers.length - talk);
    }

    private static ScriptedConversation random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long length = 10_000L + random.nextInt(120_000);
        ScriptedConversation script = ScriptedConversation.ofMillis(length / 1_000 * 1_000);
        for (String channel : List.of("agent", "customer", "supervisor").subList(0, 1 + random.nextInt(3))) {
            long at = random.nextInt(3_000);
            while (at < length - 6_000) {
                long end = at + 50 + random.nextInt(5_000);
                script.says(channel, at, end);
                at = end + 10 + random.nextInt(4_000);
            }
        }
        return script;
    }

    private static Conversation restarted(Conversation conversation) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        conversation.writeTo(new DataOutputStream(bytes));
        return Conversation.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
