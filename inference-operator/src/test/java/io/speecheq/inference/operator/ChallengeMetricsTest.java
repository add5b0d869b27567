package io.speecheq.inference.operator;

import static io.speecheq.inference.window.WindowFixture.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.inference.model.Assessment;
import io.speecheq.inference.model.ScoringFailure;
import io.speecheq.inference.model.WindowScore;
import io.speecheq.inference.window.EmotionWindows;
import io.speecheq.schemas.record.EmotionWindow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.junit.jupiter.api.Test;

class ChallengeMetricsTest {

    private final Map<String, Metric> byName = new HashMap<>();
    private final ChallengeMetrics metrics = new ChallengeMetrics(new RecordedMetrics("", byName));

    @Test
    void agreementIsOverTheWindowsThatBothGaveAnEmotion() {
        metrics.told(event(joy(3), "old:1"), event(joy(1.5f), "new:1"));
        metrics.told(event(joy(3), "old:1"), event(anger(3), "new:1"));
        metrics.told(event(joy(2), "old:1"), event(joy(2), "new:1"));
        metrics.told(event(joy(1), "old:1"), event(joy(2), "new:1"));
        metrics.told(event(joy(1), "old:1"), event(new ScoringFailure("injected"), "new:1"));
        metrics.told(event(new ScoringFailure("injected"), "old:1"), event(joy(1), "new:1"));

        assertThat(counted("windowsCompared")).isEqualTo(4);
        assertThat(counted("windowsOfSameEmotion")).isEqualTo(3);
        assertThat(counted("windowsNotCompared")).isEqualTo(2);
        assertThat(gauge("sameEmotionShare")).isEqualTo(0.75);
        assertThat((Double) gauge("meanIntensityDifference")).isEqualTo(2.5 / 4, within(1e-6));
        assertThat(gauge("challenger")).isEqualTo("new:1");
    }

    @Test
    void anotherPairBeginsAnewAndTheCountersGoOn() {
        metrics.told(event(joy(3), "old:1"), event(anger(1), "new:1"));
        metrics.told(event(joy(3), "old:1"), event(joy(3), "new:2"));

        assertThat(gauge("sameEmotionShare")).isEqualTo(1.0);
        assertThat(gauge("meanIntensityDifference")).isEqualTo(0.0);
        assertThat(counted("windowsCompared")).isEqualTo(2);
    }

    @Test
    void droppedWindowsAreCounted() {
        metrics.dropped();
        metrics.dropped();

        assertThat(counted("windowsDropped")).isEqualTo(2);
        assertThat(gauge("sameEmotionShare")).isEqualTo(0.0);
    }

    private static EmotionWindow event(WindowScore score, String release) {
        return EmotionWindows.scored(window(0).build(), score, release);
    }

    private static Assessment joy(float intensity) {
        return new Assessment(List.of(0f, 0f, 1f, 0f, 0f, 0f, 0f, 0f, 0f), intensity);
    }

    private static Assessment anger(float intensity) {
        return new Assessment(List.of(0f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 0f), intensity);
    }

    private long counted(String name) {
        return ((Counter) metric(name)).getCount();
    }

    private Object gauge(String name) {
        return ((Gauge<?>) metric(name)).getValue();
    }

    private Metric metric(String name) {
        return Objects.requireNonNull(byName.get("speecheq." + name), name);
    }
}
