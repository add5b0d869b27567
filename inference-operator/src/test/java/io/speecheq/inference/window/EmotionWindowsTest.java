package io.speecheq.inference.window;

import static io.speecheq.inference.window.WindowFixture.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.inference.model.Assessment;
import io.speecheq.inference.model.ScoringFailure;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.schemas.record.SpeechStretch;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class EmotionWindowsTest {

    private static final Assessment ANGRY =
            new Assessment(List.of(0.05f, 0.05f, 0.05f, 0.05f, 0.6f, 0.05f, 0.05f, 0.05f, 0.05f), 2.5f);

    private final SpeechEqCodec<EmotionWindow> codec = SpeechEqCodec.of(EmotionWindow.class);

    @Test
    void anAssessmentIsToldWithItsNameScoresAndRelease() {
        EmotionWindow event = EmotionWindows.scored(window(4).build(), ANGRY, "net:1");

        assertThat(event.getEmotion().getCategory()).isEqualTo(EmotionCategory.ANGER);
        assertThat(event.getEmotion().getName()).isEqualTo("anger");
        assertThat(event.getEmotion().getIntensity()).isEqualTo(2.5f);
        assertThat(event.getEmotion().getScores()).isEqualTo(ANGRY.scores());
        assertThat(event.getModel()).isEqualTo("net:1");
        assertThat(event.getNotAssessed()).isNull();
    }

    @Test
    void aWindowKeepsItsPlaceSpeechAndLevel() {
        EmotionWindow event = EmotionWindows.notAssessed(window(4).build(), NotAssessed.NO_CONSENT);

        assertThat(event.getCallId()).isEqualTo("call-1");
        assertThat(event.getChannel()).isEqualTo("customer");
        assertThat(event.getIndex()).isEqualTo(4);
        assertThat(event.getStartMillis()).isEqualTo(4_000);
        assertThat(event.getEndMillis()).isEqualTo(7_000);
        assertThat(event.getCallStart()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
        assertThat(event.getSpeechRatio()).isEqualTo(0.75f);
        assertThat(event.getLevelDbfs()).isEqualTo(-23.5f);
        assertThat(event.getSpeech()).containsExactly(new SpeechStretch(4_000L, 7_000L));
        assertThat(event.getEmotion()).isNull();
        assertThat(event.getNotAssessed()).isEqualTo(NotAssessed.NO_CONSENT);
        assertThat(event.getModel()).isNull();
    }

    @Test
    void aFailureKeepsTheReleaseThatFailed() {
        EmotionWindow event = EmotionWindows.scored(window(4).build(), new ScoringFailure("broken"), "net:1");

        assertThat(event.getNotAssessed()).isEqualTo(NotAssessed.MODEL_FAILED);
        assertThat(event.getEmotion()).isNull();
        assertThat(event.getModel()).isEqualTo("net:1");
    }

    @Test
    void theSameWindowAndScoreGiveTheSameBytes() throws UndecodableException {
        byte[] once = codec.encode(EmotionWindows.scored(window(4).build(), ANGRY, "net:1"));
        byte[] again = codec.encode(EmotionWindows.scored(window(4).build(), ANGRY, "net:1"));

        assertThat(again).isEqualTo(once);
        assertThat(codec.decode(once)).isEqualTo(EmotionWindows.scored(window(4).build(), ANGRY, "net:1"));
    }

    @Test
    void intensityUnderOneIsCalledNeutralWhateverTheCategory() {
        assertThat(new Assessment(ANGRY.scores(), 0.99f).name()).isEqualTo("neutral");
        assertThat(new Assessment(ANGRY.scores(), 0.99f).category()).isEqualTo(EmotionCategory.ANGER);
    }

    @Test
    void theFirstOfEqualScoresIsTheCategory() {
        List<Float> tied = List.of(0f, 0.5f, 0f, 0f, 0.5f, 0f, 0f, 0f, 0f);

        assertThat(new Assessment(tied, 2).category()).isEqualTo(EmotionCategory.TRUST);
    }

    @Test
    void aNegativeZeroOfTheNetworkIsZero() {
        assertThat(Float.floatToRawIntBits(new Assessment(ANGRY.scores(), -0f).intensity()))
                .isZero();
    }

    @Test
    void anEventTravelsThroughFlinkUnchanged() throws IOException {
        EmotionWindow event = EmotionWindows.scored(window(4).build(), ANGRY, "net:1");
        EmotionWindowSerializer serializer = new EmotionWindowSerializer();
        DataOutputSerializer out = new DataOutputSerializer(64);

        serializer.serialize(event, out);

        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(event);
        assertThat(serializer.copy(event)).isEqualTo(event).isNotSameAs(event);
    }
}
