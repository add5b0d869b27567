package io.speecheq.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.app.analysis.RecordingAnalysis;
import io.speecheq.app.job.OperatorOptions;
import io.speecheq.inference.release.Release;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.schemas.card.Evaluation;
import io.speecheq.schemas.card.Provenance;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.streamfeatures.window.FeatureWindow;
import io.speecheq.trainer.corpus.Ravdess;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.evaluation.Opinion;
import io.speecheq.trainer.evaluation.TorchScorer;
import io.speecheq.trainer.export.OnnxExport;
import io.speecheq.trainer.export.Precision;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.features.FeatureStore;
import io.speecheq.trainer.network.SpeechEqNetwork;
import io.speecheq.trainer.network.Torch;
import io.speecheq.trainer.network.TorchModel;
import io.speecheq.trainer.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training and serving are one path: the same clip, the same features, the same scores. */
class ParityTest {

    private static final FeatureSpec SPEC = FeatureSpec.standard();

    @TempDir
    private Path folder;

    @Test
    void aClipHasEqualFeaturesInTrainingAndInTheStream() throws Exception {
        for (int rateHz : new int[] {8_000, 16_000, 44_100}) {
            Path clip = clipInACorpus(rateHz);
            FrameMatrix trained = featuresInTraining(corpus(rateHz));

            List<FeatureWindow> windows = StreamedFeatures.of(clip);

            assertThat(windows).as("windows at %d Hz", rateHz).hasSizeGreaterThan(3);
            for (FeatureWindow window : windows) {
                int first = window.index() * 100;
                assertThat(window.frames())
                        .as("window %d at %d Hz", window.index(), rateHz)
                        .isEqualTo(trained.slice(first, first + window.frames().frames()));
            }
        }
    }

    @Test
    void theJobScoresAsLibtorchDoes() throws Exception {
        Torch.start(1);
        Path clip = clipInACorpus(16_000);
        Path file = folder.resolve("untrained.onnx");
        List<Opinion> reference;
        try (TorchModel model = new TorchModel(new SpeechEqNetwork(0, 0), 7)) {
            new OnnxExport(
                            "untrained",
                            "0",
                            List.of(),
                            new Evaluation("none: random weights", List.of()),
                            Provenance.here("none", 7, Map.of(), Instant.EPOCH),
                            Precision.FP32)
                    .write(model, 1, SPEC, file);
            List<FrameMatrix> windows = StreamedFeatures.of(clip).stream()
                    .map(FeatureWindow::frames)
                    .toList();
            reference = new TorchScorer(model, 1).score(windows);
        }

        RecordedCall call = RecordedCall.of(clip, "parity", Instant.EPOCH, ChannelNames.standard());
        List<EmotionWindow> scored = new RecordingAnalysis(Release.ofFile(file), OperatorOptions.standard(), 1)
                .run(List.of(call), (callId, channel, millis) -> {})
                .calls()
                .get(0)
                .channels()
                .get(0)
                .windows();

        assertThat(scored).hasSameSizeAs(reference);
        assertThat(scored).anySatisfy(window -> assertThat(window.getEmotion()).isNotNull());
        for (EmotionWindow window : scored) {
            if (window.getEmotion() != null) {
                agree(window, reference.get(window.getIndex()));
            }
        }
    }

    private static void agree(EmotionWindow window, Opinion reference) {
        for (int i = 0; i < reference.scores().size(); i++) {
            assertThat(window.getEmotion().getScores().get(i))
                    .as("score %d of window %d", i, window.getIndex())
                    .isCloseTo(reference.scores().get(i), within(1e-4f));
        }
        assertThat(window.getEmotion().getIntensity()).isCloseTo(reference.intensity(), within(1e-4f));
    }

    /** A voice-like sound of 7.3 s under a name of RAVDESS. */
    private Path clipInACorpus(int rateHz) throws Exception {
        Path actor = Files.createDirectories(corpus(rateHz).resolve("Actor_01"));
        return SyntheticVoice.write(actor.resolve("03-01-05-01-01-01-01.wav"), rateHz, 7.3, 1);
    }

    private Path corpus(int rateHz) {
        return folder.resolve("at-" + rateHz);
    }

    private static FrameMatrix featuresInTraining(Path corpus) throws Exception {
        UnifiedDataset dataset = UnifiedDataset.of(List.of(new Ravdess(true).read(corpus)));
        return FeatureStore.load(dataset, SPEC, Progress.silent())
                .clips()
                .get(0)
                .in(Condition.CLEAN);
    }
}
