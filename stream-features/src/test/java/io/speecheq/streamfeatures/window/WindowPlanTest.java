package io.speecheq.streamfeatures.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.acoustics.features.FeatureSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowPlanTest {

    private static final WindowPlan PLAN = plan(3_000, 1_000);

    @ParameterizedTest
    @CsvSource({
        "0, 0, false",
        "1, 0, true",
        "399, 0, true",
        "8000, 0, true",
        "47999, 0, true",
        "48000, 1, false",
        "55999, 1, false",
        "56000, 1, true",
        "63999, 1, true",
        "64000, 2, false",
        "72000, 2, true",
        "57600000, 3598, false"
    })
    void theClosingWindowFollowsWhereHalfASecondIsLeft(long samples, int whole, boolean closes) {
        assertThat(PLAN.wholeWindows(samples)).isEqualTo(whole);
        assertThat(PLAN.closes(samples)).isEqualTo(closes);
        assertThat(PLAN.windows(samples)).isEqualTo(whole + (closes ? 1 : 0));
    }

    @Test
    void windowsStepByTheHop() {
        assertThat(PLAN.start(7)).isEqualTo(7 * 16_000);
        assertThat(PLAN.end(7)).isEqualTo(10 * 16_000);
        assertThat(PLAN.start(200_000)).isEqualTo(200_000L * 16_000);
    }

    @Test
    void lengthsThatFramesDoNotFitAreRefused() {
        assertThatThrownBy(() -> plan(3_005, 1_000)).hasMessageContaining("multiple of 10 ms, is 3005 ms");
        assertThatThrownBy(() -> plan(3_000, 333)).hasMessageContaining("the hop must be a multiple of 10 ms");
        assertThatThrownBy(() -> plan(1_000, 1_010)).hasMessageContaining("the hop must be from 1 to a window");
        assertThatThrownBy(() -> plan(20, 10)).hasMessageContaining("a window must have a frame");
    }

    private static WindowPlan plan(long windowMillis, long hopMillis) {
        return WindowPlan.of(
                FeatureSpec.standard(),
                Duration.ofMillis(windowMillis),
                Duration.ofMillis(hopMillis),
                Duration.ofMillis(500));
    }
}
