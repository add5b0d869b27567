package io.speecheq.inference.operator;

import static io.speecheq.inference.window.WindowFixture.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.ScoringFailure;
import io.speecheq.inference.model.SpeechEqModel;
import io.speecheq.inference.model.TinyNetwork;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicroBatchTest {

    @Test
    void everyFailureIsToldWithItsReason() throws ModelRefused {
        float[] nonsense = new float[100 * 80];
        Arrays.fill(nonsense, Float.NaN);
        MicroBatch batch = new MicroBatch();
        batch.add(window(0).build());
        batch.addNotAssessed(window(1).build(), NotAssessed.NO_SPEECH);
        batch.add(window(2).withFrames(FrameMatrix.copyOf(nonsense, 100, 80)).build());
        List<ScoringFailure> failures = new ArrayList<>();

        List<EmotionWindow> events;
        try (SpeechEqModel model = SpeechEqModel.open(TinyNetwork.seeded(1).toBytes(), FeatureSpec.standard())) {
            events = batch.score(model, failures::add);
        }

        assertThat(events)
                .extracting(EmotionWindow::getNotAssessed)
                .containsExactly(null, NotAssessed.NO_SPEECH, NotAssessed.MODEL_FAILED);
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).contains("score must lie in 0..1, not NaN"));
        assertThat(batch.isEmpty()).isTrue();
    }
}
