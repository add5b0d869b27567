package io.speecheq.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.schemas.card.Evaluation;
import io.speecheq.schemas.card.Measurement;
import io.speecheq.schemas.card.ModelCard;
import io.speecheq.schemas.card.ProbeInput;
import io.speecheq.schemas.card.Provenance;
import io.speecheq.schemas.card.TrainingCorpus;
import io.speecheq.trainer.evaluation.OnnxScorer;
import io.speecheq.trainer.evaluation.Opinion;
import io.speecheq.trainer.evaluation.TorchScorer;
import io.speecheq.trainer.network.FrameBatch;
import io.speecheq.trainer.network.Networks;
import io.speecheq.trainer.network.SpeechEqNetwork;
import io.speecheq.trainer.network.Torch;
import io.speecheq.trainer.network.TorchModel;
import io.speecheq.trainer.network.Weights;
import io.speecheq.trainer.training.CheckpointException;
import io.speecheq.trainer.training.CorpusShare;
import io.speecheq.trainer.training.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxExportTest {
    private static final double TEMPERATURE = 1.7;
    private static final OnnxExport EXPORT = new OnnxExport(
            "made",
            "1.2.3",
            List.of(new TrainingCorpus("RAVDESS", "CC BY-NC-SA 4.0", 10, 2, OptionalDouble.of(0.5))),
            new Evaluation("by hand", List.of(Measurement.clean("RAVDESS", 2, "UAR", 0.5))),
            Provenance.here("abc", 1, Map.of("epochs", "1"), Instant.EPOCH),
            Precision.FP32);

    private static TorchModel model;

    @TempDir
    Path folder;

    @BeforeAll
    static void trainALittle() {
        Torch.start(1);
        model = new TorchModel(new SpeechEqNetwork(0, 0.3), 5);
        // Normalisations that have followed some batches, as those of a trained network have.
        for (int seed = 0; seed < 3; seed++) {
            float[] features = ProbeInput.seeded(seed).features(4 * 50, 80);
            Torch.withoutGradients(() -> model.train(new FrameBatch(features, 50, 80, new int[] {50, 40, 30, 50})));
        }
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void theFileGivesWhatTheNetworkGives() throws Exception {
        Path file = folder.resolve("made.onnx");
        EXPORT.write(model, TEMPERATURE, FeatureSpec.standard(), file);

        try (OnnxScorer scorer = new OnnxScorer(Files.readAllBytes(file))) {
            List<FrameMatrix> clips = List.of(clip(33), clip(150), clip(98));
            List<Opinion> got = scorer.score(clips);
            List<Opinion> wanted = new TorchScorer(model, TEMPERATURE).score(clips);
            for (int i = 0; i < clips.size(); i++) {
                assertThat(got.get(i).intensity()).isCloseTo(wanted.get(i).intensity(), within(1e-5f));
                for (int j = 0; j < 9; j++) {
                    assertThat(got.get(i).scores().get(j))
                            .isCloseTo(wanted.get(i).scores().get(j), within(1e-5f));
                }
            }
        }
    }

    @Test
    void theCardInTheFileIsTheCardThatWasWritten() throws Exception {
        Path file = folder.resolve("made.onnx");
        ModelCard card = EXPORT.write(model, TEMPERATURE, FeatureSpec.standard(), file);

        try (OnnxScorer scorer = new OnnxScorer(Files.readAllBytes(file))) {
            assertThat(scorer.card()).isEqualTo(card);
            Opinion probed = scorer.score(List.of(FrameMatrix.copyOf(
                            card.probe().features(),
                            card.probe().frames(),
                            card.probe().bands())))
                    .get(0);
            assertThat(probed.intensity()).isCloseTo(card.probe().intensity(), within(1e-4f));
            assertThat(probed.scores().get(0)).isCloseTo(card.probe().scores().get(0), within(1e-4f));
        }
        assertThat(folder.resolve("made.md")).content().contains("# made 1.2.3", "CC BY-NC-SA 4.0");
    }

    @Test
    void aFileInHalfPrecisionIsHalfAsLargeAndNearlyTheSame() throws Exception {
        Path whole = folder.resolve("whole.onnx");
        Path half = folder.resolve("half.onnx");
        EXPORT.write(model, TEMPERATURE, FeatureSpec.standard(), whole);
        new OnnxExport("made", "1.2.3-fp16", EXPORT.corpora(), EXPORT.evaluation(), EXPORT.provenance(), Precision.FP16)
                .write(model, TEMPERATURE, FeatureSpec.standard(), half);

        assertThat((double) Files.size(half) / Files.size(whole)).isBetween(0.5, 0.6);
        List<FrameMatrix> clips = List.of(clip(33), clip(298), clip(98));
        List<Opinion> wanted = new TorchScorer(model, TEMPERATURE).score(clips);
        float furthest = 0;
        try (OnnxScorer scorer = new OnnxScorer(Files.readAllBytes(half))) {
            List<Opinion> got = scorer.score(clips);
            for (int i = 0; i < clips.size(); i++) {
                for (int j = 0; j < 9; j++) {
                    float off = Math.abs(
                            got.get(i).scores().get(j) - wanted.get(i).scores().get(j));
                    furthest = Math.max(furthest, off);
                }
            }
        }
        assertThat(furthest).isBetween(1e-7f, 5e-3f);
    }

    @Test
    void aFileOfAnotherNetworkIsRefused() throws Exception {
        ModelCard card = EXPORT.write(model, TEMPERATURE, FeatureSpec.standard(), folder.resolve("made.onnx"));
        byte[] file = Files.readAllBytes(folder.resolve("made.onnx"));

        try (TorchModel other = new TorchModel(new SpeechEqNetwork(0, 0), 6)) {
            assertThatThrownBy(() -> ExportCheck.prove(file, card, new TorchScorer(other, TEMPERATURE), Precision.FP32))
                    .isInstanceOf(ExportException.class)
                    .hasMessageContaining("a clip alone: the file gives");
        }
        assertThatThrownBy(() -> ExportCheck.prove(
                        new byte[] {1, 2, 3}, card, new TorchScorer(model, TEMPERATURE), Precision.FP32))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("ONNX Runtime does not accept the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"speecheq-c64", "baseline"})
    void theFileOfEveryNetworkGivesWhatTheNetworkGives(String name) throws Exception {
        try (TorchModel other = new TorchModel(Networks.named(name, 0, 0), 2)) {
            Path file = folder.resolve(name + ".onnx");
            EXPORT.write(other, 1, FeatureSpec.standard(), file);

            try (OnnxScorer scorer = new OnnxScorer(Files.readAllBytes(file))) {
                List<FrameMatrix> clips = List.of(clip(33), clip(150));
                List<Opinion> got = scorer.score(clips);
                List<Opinion> wanted = new TorchScorer(other, 1).score(clips);
                for (int i = 0; i < clips.size(); i++) {
                    for (int j = 0; j < 9; j++) {
                        assertThat(got.get(i).scores().get(j))
                                .isCloseTo(wanted.get(i).scores().get(j), within(1e-5f));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"speecheq-c64", "baseline"})
    void aFileReadsBackAsTheWeightsItWasMadeFrom(String name) throws Exception {
        try (TorchModel written = new TorchModel(Networks.named(name, 0, 0), 2)) {
            Path file = folder.resolve(name + ".onnx");
            EXPORT.write(written, 1, FeatureSpec.standard(), file);

            Map<String, float[]> values = OnnxOrigin.read(file).values();
            for (Weights.Entry entry : written.weights().entries()) {
                if (entry.name().startsWith("gender.")) {
                    assertThat(values).doesNotContainKey(entry.name());
                } else {
                    assertThat(values.get(entry.name()))
                            .as(entry.name())
                            .isEqualTo(written.weights().values(entry.name()));
                }
            }
        }
    }

    @Test
    void aFileThatIsReadBackTellsWhereItIsFrom() throws Exception {
        Path file = folder.resolve("made.onnx");
        EXPORT.write(model, TEMPERATURE, FeatureSpec.standard(), file);

        Origin origin = OnnxOrigin.read(file);
        assertThat(origin.corpora()).containsExactly(new CorpusShare("RAVDESS", "CC BY-NC-SA 4.0", 10, 2, 0.5));
        assertThat(origin.stages()).containsExactly("made:1.2.3, commit abc, seed 1, {epochs=1}");
        assertThat(origin.heldOut().heardAmong(List.of("RAVDESS/01", "own/1"))).containsExactly("RAVDESS/01");
    }

    @Test
    void aFileThatIsNoNetworkOfThisProgramCannotBeTrainedOn() throws Exception {
        Path half = folder.resolve("half.onnx");
        new OnnxExport("made", "1.2.3", EXPORT.corpora(), EXPORT.evaluation(), halfPrecision(), Precision.FP16)
                .write(model, TEMPERATURE, FeatureSpec.standard(), half);
        Path other = Files.writeString(folder.resolve("other.onnx"), "not a network");

        assertThatThrownBy(() -> OnnxOrigin.read(half))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("half.onnx has weights of 16 bits; begin with the file of 32 bits");
        assertThatThrownBy(() -> OnnxOrigin.read(other))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("other.onnx is not a network of this program");
    }

    private static Provenance halfPrecision() {
        return Provenance.here("abc", 1, Map.of(ModelCard.PRECISION_OPTION, ModelCard.HALF_PRECISION), Instant.EPOCH);
    }

    @Test
    void headsThatAreNotExportedLeaveNoTrace() throws Exception {
        try (TorchModel withPhonemes = new TorchModel(new SpeechEqNetwork(85, 0), 1)) {
            Path file = folder.resolve("phonemes.onnx");
            EXPORT.write(withPhonemes, 1, FeatureSpec.standard(), file);

            String text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(text).contains("emotion.weight").doesNotContain("gender.weight", "phonemes.weight");
        }
    }

    private static FrameMatrix clip(int frames) {
        return FrameMatrix.copyOf(ProbeInput.seeded(frames + 1000).features(frames, 80), frames, 80);
    }
}
