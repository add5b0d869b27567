package io.speecheq.dashboard.calls;

import static io.speecheq.dashboard.calls.DrivenCalls.silentWindow;
import static io.speecheq.dashboard.calls.DrivenCalls.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.schemas.record.EmotionWindow;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeatTest {

    @Test
    void heatApproachesTheDistressOfWhatIsHeard() {
        Heat heat = Heat.NONE;
        for (int i = 0; i < 20; i++) {
            heat = heat.after(angry(i));
        }
        assertThat(heat.value()).isCloseTo(1.9f, within(0.2f));
        for (int i = 20; i < 300; i++) {
            heat = heat.after(angry(i));
        }

        assertThat(heat.value()).isCloseTo(3.6f, within(0.01f));
    }

    @Test
    void heatHalvesInTwentySecondsOfSilence() {
        Heat heat = new Heat(2f, 0);

        assertThat(heat.after(silentWindow("a", "c", 20)).value()).isCloseTo(1f, within(1e-6f));
    }

    @Test
    void aRepeatedWindowDoesNotHeatTwice() {
        Heat once = Heat.NONE.after(angry(5));

        assertThat(once.after(angry(5))).isEqualTo(once);
        assertThat(once.after(angry(4))).isEqualTo(once);
    }

    /** Intensity 4, and nine tenths of the scores on anger: a distress of 3.6. */
    private static EmotionWindow angry(int index) {
        EmotionWindow window = window("a", "c", index);
        window.getEmotion().setIntensity(4f);
        window.getEmotion().setScores(List.of(0.1f, 0f, 0f, 0f, 0.9f, 0f, 0f, 0f, 0f));
        return window;
    }
}
