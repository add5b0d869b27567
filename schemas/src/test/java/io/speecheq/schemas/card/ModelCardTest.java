package io.speecheq.schemas.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.schemas.metric.SpeechEqMetric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCardTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OPTIONAL = Set.of(
            "/corpora/0/hours",
            "/evaluation/results/0/interval",
            "/provenance/trainedAt",
            "/provenance/options/epochs");

    static ModelCard card(ProbeInput input) {
        return new ModelCard(
                "speecheq",
                "1",
                SpeechEqMetric.CATEGORIES,
                "rate=16000\nbands=80",
                "0123456789abcdef",
                List.of(
                        new TrainingCorpus("RAVDESS", "CC BY-NC-SA 4.0", 1440, 24, OptionalDouble.of(1.5)),
                        new TrainingCorpus("nEMO", "CC BY-NC-SA 4.0", 4481, 9, OptionalDouble.empty())),
                new Evaluation(
                        "Five folds, speakers apart; 95 % bootstrap over speakers.",
                        List.of(
                                Measurement.clean("RAVDESS", 24, "UAR", 0.61).within(0.58, 0.64),
                                Measurement.telephone("RAVDESS", 24, "UAR", 0.55))),
                Probe.of(2, 3, input, new float[] {0.1f, 0.2f, 0, 0, 0.3f, 0, 0, 0.4f, 0}, 2.25f),
                new Provenance(
                        "abc123",
                        42,
                        Map.of("epochs", "20"),
                        "OpenJDK 17",
                        "Linux amd64",
                        Optional.of(Instant.parse("2026-01-31T12:00:00Z"))));
    }

    private static ModelCard card() {
        return card(ProbeInput.seeded(7));
    }

    static List<String> mandatoryFields() throws Exception {
        List<String> pointers = new ArrayList<>();
        collect(JSON.readTree(card().toJson()), "", pointers);
        pointers.removeAll(OPTIONAL);
        assertThat(pointers).hasSizeGreaterThan(25);
        return pointers;
    }

    private static void collect(JsonNode node, String pointer, List<String> pointers) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                pointers.add(pointer + "/" + field.getKey());
                collect(field.getValue(), pointer + "/" + field.getKey(), pointers);
            });
        } else if (node.isArray() && !node.isEmpty()) {
            collect(node.get(0), pointer + "/0", pointers);
        }
    }

    @Test
    void aCardComesBackFromItsJson() throws Exception {
        assertThat(ModelCard.parse(card().toJson())).isEqualTo(card());
    }

    @Test
    void aCardWithAProbeOfValuesComesBackFromItsJson() throws Exception {
        float[] features = {1f, -2.5f, Float.MIN_VALUE, 0.1f, -23.025851f, 3e7f};
        ModelCard card = card(ProbeInput.values(features));

        ModelCard back = ModelCard.parse(card.toJson());

        assertThat(back).isEqualTo(card);
        assertThat(back.probe().features()).containsExactly(features);
    }

    @Test
    void theFieldsOfTheJsonHaveAFixedOrder() throws Exception {
        List<String> names = new ArrayList<>();
        JSON.readTree(card().toJson()).fieldNames().forEachRemaining(names::add);

        assertThat(names)
                .containsExactly(
                        "name",
                        "version",
                        "emotions",
                        "featureSpec",
                        "featureFingerprint",
                        "corpora",
                        "evaluation",
                        "probe",
                        "provenance");
        assertThat(card().toJson())
                .contains("\"scores\" : [ 0.1, 0.2, 0.0, 0.0, 0.3,")
                .isEqualTo(card().toJson());
    }

    @Test
    void fieldsOfANewerTrainerArePassedOver() throws Exception {
        ObjectNode newer = (ObjectNode) JSON.readTree(card().toJson());
        newer.putObject("footprint").put("kilograms", 3);
        newer.withObject("/probe").put("tolerance", 0.5);

        assertThat(ModelCard.parse(newer.toString())).isEqualTo(card());
    }

    @ParameterizedTest
    @MethodSource("mandatoryFields")
    void aCardWithoutAMandatoryFieldIsRefusedByItsName(String pointer) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(card().toJson());
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) json.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1));
        String path = pointer.substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.');

        assertThatExceptionOfType(InvalidModelCardException.class)
                .isThrownBy(() -> ModelCard.parse(json.toString()))
                .withMessage("model card: " + path + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/corpora/0/hours", "/evaluation/results/0/interval", "/provenance/trainedAt"})
    void aCardWithoutAnOptionalFieldIsRead(String pointer) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(card().toJson());
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) json.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1));

        assertThat(ModelCard.parse(json.toString())).isNotEqualTo(card());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/name; 3; name must be a text",
                "/emotions; {}; emotions must be a list",
                "/emotions/0; 1; emotions[0] must be a text",
                "/corpora/1; 1; corpora[1] must be an object",
                "/corpora/1/clips; 1.5; corpora[1].clips must be a whole number",
                "/corpora/1/clips; -1; corpora[1]: clips of corpus nEMO cannot be -1",
                "/evaluation/results/0/value; \"x\"; evaluation.results[0].value must be a number",
                "/evaluation/results/0/interval; [1]; evaluation.results[0].interval must be two numbers",
                "/probe/frames; 1000000000; probe: probe frames must lie in 1..60000, not 1000000000",
                "/probe/intensity; 5; probe: intensity must lie in 0..4, not 5.0",
                "/probe/input; \"?\"; probe: probe input is not base64",
                "/probe/input; \"AAAA\"; probe: probe input is not a whole number of float32 values",
                "/probe/input; \"AAAAAA==\"; probe: probe input has 1 values, not 2 x 3 = 6",
                "/probe/scores; [1]; probe has 1 scores for 9 emotions",
                "/provenance/trainedAt; \"x\"; provenance.trainedAt must be a time such as 2026-01-31T12:00:00Z"
            })
    void aWrongFieldIsRefusedByItsName(String pointer, String value, String problem) throws Exception {
        JsonNode json = JSON.readTree(card().toJson());
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = json.at(pointer.substring(0, slash));
        String last = pointer.substring(slash + 1);
        if (parent instanceof ObjectNode object) {
            object.set(last, JSON.readTree(value));
        } else {
            ((com.fasterxml.jackson.databind.node.ArrayNode) parent).set(Integer.parseInt(last), JSON.readTree(value));
        }

        assertThatExceptionOfType(InvalidModelCardException.class)
                .isThrownBy(() -> ModelCard.parse(json.toString()))
                .withMessage("model card: " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "{", "[]", "null", "3", "{} {}", "\u0000", "{\"name\":\"x\"}"})
    void aTextThatIsNoCardIsRefusedInOneLine(String text) {
        assertThatExceptionOfType(InvalidModelCardException.class)
                .isThrownBy(() -> ModelCard.parse(text))
                .satisfies(e ->
                        assertThat(e.getMessage()).startsWith("model card: ").doesNotContain("\n"));
    }

    @Test
    void aSeedGivesTheSameProbeForEver() {
        float[] features = ProbeInput.seeded(42).features(298, 80);

        assertThat(features.length).isEqualTo(298 * 80);
        assertThat(Arrays.copyOf(features, 3)).containsExactly(-2.574284f, -3.2417762f, -8.8496f);
        assertThat(Arrays.equals(features, ProbeInput.seeded(42).features(298, 80)))
                .isTrue();
    }

    @Test
    void emotionsAreDistinct() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelCard(
                        "a",
                        "1",
                        List.of("JOY", "JOY"),
                        "s",
                        "f",
                        List.of(),
                        card().evaluation(),
                        card().probe(),
                        card().provenance()))
                .withMessageContaining("[JOY, JOY]");
    }

    @Test
    void thePageTellsLicencesResultsAndOrigin() {
        assertThat(card().toMarkdown())
                .startsWith("# speecheq 1\n")
                .contains("| RAVDESS | CC BY-NC-SA 4.0 | 1440 | 24 | 1.5 |\n")
                .contains("| RAVDESS | clean | 24 | UAR | 0.610 | 0.580 to 0.640 |\n")
                .contains("| RAVDESS | telephone | 24 | UAR | 0.550 |  |\n")
                .contains("- commit: `abc123`\n")
                .contains("- epochs: `20`\n");
    }

    @Test
    void aPageWithoutResultsHasNoEmptyTable() {
        ModelCard card = card();
        ModelCard unmeasured = new ModelCard(
                card.name(),
                card.version(),
                card.emotions(),
                card.featureSpec(),
                card.featureFingerprint(),
                card.corpora(),
                new Evaluation("Not measured.", List.of()),
                card.probe(),
                card.provenance());

        assertThat(unmeasured.toMarkdown())
                .contains("## Evaluation\n\nNot measured.\n\n## Provenance\n")
                .doesNotContain("| metric |");
    }
}
