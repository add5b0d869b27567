package io.speecheq.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.schemas.card.ModelCard;
import io.speecheq.schemas.card.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelContractTest {

    private static final FeatureSpec SPEC = FeatureSpec.standard();

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments("'features' is missing", network().withFeaturesInput("input")),
                arguments(
                        "'features' must be float [any, any, 80], is double",
                        network().withDoubleFeatures()),
                arguments("is float [any, any, 64]", network().withBands(64)),
                arguments(
                        "'scores' must be float [any, 9], is float [any, 7]",
                        network().withCategories(7)),
                arguments("outputs scores and intensity", network().withExtraOutput()),
                arguments("carries no model card", network().withCardText(card -> Optional.empty())),
                arguments("model card: not JSON", network().withCardText(card -> Optional.of("{"))),
                arguments(
                        "model card: probe is missing",
                        network().withCardText(card -> card.map(text -> text.replace("\"probe\"", "\"prob\"")))),
                arguments("in this order", network().withCard(ModelContractTest::withEmotionsReversed)),
                arguments(
                        "trained on features 0123456789abcdef",
                        network().withCard(card -> withFingerprint(card, "0123456789abcdef"))),
                arguments("the card says", network().withCard(ModelContractTest::withScoresReversed)),
                arguments("does not heed 'lengths'", network().withMeanOverPadding()),
                arguments("scores must sum to 1", network().withScoresTimes(0.9f)),
                arguments("a score must lie in 0..1", network().withoutSoftmax()),
                arguments("a score must lie in 0..1", network().withScoresTimes(Float.NaN)));
    }

    private static TinyNetwork network() {
        return TinyNetwork.seeded(1);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenClauseIsRefusedInOneLineThatNamesIt(String said, TinyNetwork network) {
        ModelRefused refused = catchThrowableOfType(
                ModelRefused.class,
                () -> SpeechEqModel.open(network.toBytes(), SPEC).close());

        assertThat(refused).isNotNull();
        assertThat(refused).hasMessageContaining(said);
        assertThat(refused.getMessage()).doesNotContain("\n");
    }

    @Test
    void featuresOfAnotherKindAreRefused() {
        FeatureSpec telephone = new FeatureSpec(8_000, 200, 80, 256, 80, 0, 4_000, 1e-10);

        ModelRefused refused = catchThrowableOfType(
                ModelRefused.class,
                () -> SpeechEqModel.open(network().toBytes(), telephone).close());

        assertThat(refused).hasMessageContaining(telephone.fingerprint()).hasMessageContaining(SPEC.fingerprint());
    }

    @Test
    void aFileThatIsNoNetworkIsRefusedByName(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("notes.onnx"), "not a network");

        ModelRefused refused = catchThrowableOfType(
                ModelRefused.class, () -> SpeechEqModel.open(file, SPEC).close());

        assertThat(refused).hasMessageStartingWith(file.toString()).hasMessageContaining("not an ONNX file");
    }

    @Test
    void aTruncatedFileIsRefused() {
        byte[] whole = network().toBytes();

        ModelRefused refused = catchThrowableOfType(
                ModelRefused.class,
                () -> SpeechEqModel.open(Arrays.copyOf(whole, whole.length / 2), SPEC)
                        .close());

        assertThat(refused).hasMessageContaining("not an ONNX file");
    }

    @Test
    void anEmptyFileIsRefused() {
        ModelRefused refused = catchThrowableOfType(
                ModelRefused.class, () -> SpeechEqModel.open(new byte[0], SPEC).close());

        assertThat(refused).isNotNull();
    }

    @Test
    void aMissingFileIsRefusedByName(@TempDir Path folder) {
        Path file = folder.resolve("absent.onnx");

        ModelRefused refused = catchThrowableOfType(
                ModelRefused.class, () -> SpeechEqModel.open(file, SPEC).close());

        assertThat(refused).hasMessageContaining(file.toString()).hasMessageContaining("no such file");
    }

    private static ModelCard withEmotionsReversed(ModelCard card) {
        List<String> emotions = new ArrayList<>(card.emotions());
        Collections.reverse(emotions);
        return changed(card, emotions, card.featureFingerprint(), card.probe());
    }

    private static ModelCard withFingerprint(ModelCard card, String fingerprint) {
        return changed(card, card.emotions(), fingerprint, card.probe());
    }

    private static ModelCard withScoresReversed(ModelCard card) {
        Probe probe = card.probe();
        List<Float> scores = new ArrayList<>(probe.scores());
        Collections.reverse(scores);
        Probe wrong = new Probe(probe.frames(), probe.bands(), probe.input(), scores, probe.intensity());
        return changed(card, card.emotions(), card.featureFingerprint(), wrong);
    }

    private static ModelCard changed(ModelCard card, List<String> emotions, String fingerprint, Probe probe) {
        return new ModelCard(
                card.name(),
                card.version(),
                emotions,
                card.featureSpec(),
                fingerprint,
                card.corpora(),
                card.evaluation(),
                probe,
                card.provenance());
    }
}
