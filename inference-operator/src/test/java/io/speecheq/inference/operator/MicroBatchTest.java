package io.speecheq.inference.operator;

import static io.speecheq.inference.window.WindowFixture.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.ScoringFailure;
import io.speecheq.inference.model.SpeechEqModel;
import io.speecheq.inference.model.TinyNetwork;
import io.speecheq.inference.release.AssignedWindow;
import io.speecheq.inference.release.Release;
import io.speecheq.schemas.record.NotAssessed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicroBatchTest {

    private static final Release RELEASE = new Release("tiny", "1", "file:///tiny.onnx", "0".repeat(64));

    @Test
    void everyFailureIsToldWithItsReason() throws ModelRefused {
        float[] nonsense = new float[100 * 80];
        Arrays.fill(nonsense, Float.NaN);
        MicroBatch batch = new MicroBatch();
        batch.add(AssignedWindow.unchallenged(window(0).build(), RELEASE));
        batch.addNotAssessed(window(1).build(), NotAssessed.NO_SPEECH);
        batch.add(AssignedWindow.unchallenged(
                window(2).withFrames(FrameMatrix.copyOf(nonsense, 100, 80)).build(), RELEASE));
        List<ScoringFailure> failures = new ArrayList<>();

        List<MicroBatch.Told> events;
        try (SpeechEqModel model = SpeechEqModel.open(TinyNetwork.seeded(1).toBytes(), FeatureSpec.standard())) {
            events = batch.score(model, failures::add);
        }

        assertThat(events)
                .extracting(told -> told.event().getNotAssessed())
                .containsExactly(null, NotAssessed.NO_SPEECH, NotAssessed.MODEL_FAILED);
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).contains("score must lie in 0..1, not NaN"));
        assertThat(batch.isEmpty()).isTrue();
    }
}
