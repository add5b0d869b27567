package io.speecheq.sinks.follow;

import static io.speecheq.schemas.record.AlertState.CLEARED;
import static io.speecheq.schemas.record.AlertState.RAISED;
import static io.speecheq.schemas.record.EmotionCategory.ANGER;
import static io.speecheq.schemas.record.EmotionCategory.JOY;
import static io.speecheq.schemas.record.EmotionCategory.NEUTRAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.sinks.alert.AlertRuleBook;
import io.speecheq.sinks.alert.CallAlerts;
import io.speecheq.sinks.alert.RulesFile;
import io.speecheq.sinks.call.Conversation;
import io.speecheq.sinks.call.ScriptedConversation;
import io.speecheq.sinks.call.TalkSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowedCallTest {

    private static final AlertRuleBook RULES = RulesFile.usual();

    /** Windows of both channels behind the golden files: until 40 s. */
    private static final int SEEN = 76;

    /** The call behind the golden files: angry from 20 s to 40 s, and nobody speaks from 18 s on. */
    private static ScriptedConversation script() {
        return ScriptedConversation.ofMillis(60_000)
                .feels("customer", 0, 20_000, JOY, 2f)
                .feels("customer", 20_000, 40_000, ANGER, 3.5f)
                .feels("customer", 40_000, 60_000, NEUTRAL, 0.5f)
                .says("agent", 0, 10_000)
                .says("customer", 0, 18_000);
    }

    private static FollowedCall goldenCall() {
        FollowedCall call =
                new FollowedCall(new Conversation(TalkSpec.standard(), ScriptedConversation.CALL), new CallAlerts());
        follow(call, script().live().subList(0, SEEN));
        call.told(152, 1_234);
        return call;
    }

    private static List<EmotionAlert> follow(FollowedCall call, List<EmotionWindow> windows) {
        List<EmotionAlert> told = new ArrayList<>();
        for (EmotionWindow window : windows) {
            call.conversation()
                    .accept(window, next -> call.alerts().accept(next, RULES, call.conversation(), told::add));
        }
        return told;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void stateOfEveryVersionStillRestores(int version) throws Exception {
        FollowedCall call = FollowedCall.readFrom(new DataInputDeserializer(golden(version)));
        List<EmotionAlert> told =
                follow(call, script().live().subList(SEEN, script().live().size()));
        script().channels().forEach(channel -> call.conversation().close(script().end(channel)));
        call.alerts().over(RULES, call.conversation(), told::add);

        assertThat(call.nextRevisionMillis()).isEqualTo(1_234);
        assertThat(told)
                .extracting(EmotionAlert::getRule, EmotionAlert::getState, EmotionAlert::getEpisode)
                .containsExactly(
                        tuple("rising tension", RAISED, 1),
                        tuple("angry customer", CLEARED, 1),
                        tuple("heated customer", CLEARED, 1),
                        tuple("rising tension", CLEARED, 1),
                        tuple("dead air", CLEARED, 1));
        assertThat(call.conversation().revision(false))
                .isEqualTo(script().told().revision(false));
    }

    @Test
    void whatIsWrittenTodayIsTheNewestVersion() throws Exception {
        DataOutputSerializer bytes = new DataOutputSerializer(1024);
        goldenCall().writeTo(bytes);

        assertThat(bytes.getCopyOfBuffer()).isEqualTo(golden(2));
    }

    private static byte[] golden(int version) throws IOException {
        String path = "/golden/call-state-v" + version + "/state.bin";
        try (InputStream resource = FollowedCallTest.class.getResourceAsStream(path)) {
            assertThat(resource).as(path).isNotNull();
            return resource.readAllBytes();
        }
    }
}
