package io.speecheq.inference.operator;

import static io.speecheq.inference.window.WindowFixture.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.inference.model.Assessment;
import io.speecheq.inference.model.ScoringFailure;
import io.speecheq.inference.window.EmotionWindows;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.junit.jupiter.api.Test;

class InferenceMetricsTest {

    private static final Assessment JOY = new Assessment(List.of(0f, 0f, 1f, 0f, 0f, 0f, 0f, 0f, 0f), 3f);

    private final Map<String, Metric> byName = new HashMap<>();
    private final InferenceMetrics metrics = new InferenceMetrics(new RecordedMetrics("", byName), () -> 3);
    private final FeatureWindow window = window(0).build();

    @Test
    void everyOutcomeHasItsCounter() {
        metrics.emitted(EmotionWindows.scored(window, JOY, "net:1"));
        metrics.emitted(EmotionWindows.scored(window, new ScoringFailure("injected"), "net:1"));
        metrics.emitted(EmotionWindows.notAssessed(window, NotAssessed.NO_SPEECH));
        metrics.emitted(EmotionWindows.notAssessed(window, NotAssessed.NO_SPEECH));

        assertThat(counted("speecheq.windowsScored")).isEqualTo(1);
        assertThat(counted("speecheq.reason.MODEL_FAILED.windowsNotAssessed")).isEqualTo(1);
        assertThat(counted("speecheq.reason.NO_SPEECH.windowsNotAssessed")).isEqualTo(2);
        assertThat(counted("speecheq.reason.NO_CONSENT.windowsNotAssessed")).isZero();
    }

    @Test
    void failuresInARowEndWithASuccess() {
        metrics.emitted(EmotionWindows.scored(window, new ScoringFailure("injected"), "net:1"));
        metrics.emitted(EmotionWindows.scored(window, new ScoringFailure("injected"), "net:1"));
        assertThat(failedInARow()).isEqualTo(2);

        metrics.emitted(EmotionWindows.scored(window, JOY, "net:1"));

        assertThat(failedInARow()).isEqualTo(0);
    }

    @Test
    void aBatchTellsItsSizeAndTheTimeOfOneWindow() {
        metrics.batch(4, 60_000_000);

        assertThat(metric(Histogram.class, "speecheq.batchWindows")
                        .getStatistics()
                        .getMax())
                .isEqualTo(4);
        assertThat(metric(Histogram.class, "speecheq.scoreMicrosPerWindow")
                        .getStatistics()
                        .getMax())
                .isEqualTo(15_000);
    }

    @Test
    void theAgeOfTheAudioIsToldWhereItIsKnown() {
        metrics.came(1_000);
        metrics.came(0);
        metrics.came(1_500);
        metrics.left(1_700);
        metrics.left(1_700);
        metrics.left(1_700);

        Histogram age = metric(Histogram.class, "speecheq.audioToEventMillis");
        assertThat(age.getCount()).isEqualTo(2);
        assertThat(age.getStatistics().getMin()).isEqualTo(200);
        assertThat(age.getStatistics().getMax()).isEqualTo(700);
    }

    @Test
    void theReleaseInServiceHasItsName() {
        metrics.emitted(EmotionWindows.scored(window, JOY, "net:2"));
        metrics.emitted(EmotionWindows.notAssessed(window, NotAssessed.NO_SPEECH));

        assertThat(metric(Gauge.class, "speecheq.release").getValue()).isEqualTo("net:2");
    }

    private <M extends Metric> M metric(Class<M> kind, String name) {
        return kind.cast(Objects.requireNonNull(byName.get(name), name));
    }

    private long counted(String name) {
        return metric(Counter.class, name).getCount();
    }

    private Object failedInARow() {
        return metric(Gauge.class, "speecheq.windowsFailedInARow").getValue();
    }
}
