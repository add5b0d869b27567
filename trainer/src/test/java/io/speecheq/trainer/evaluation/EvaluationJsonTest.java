package io.speecheq.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationJsonTest {
    @Test
    void everyMeasureStandsUnderItsName() throws IOException {
        Measurements measured =
                Measurements.of(Answers.ofSpeakers(new Random(1), List.of("made/1", "made/2", "made/3")));

        JsonNode root = new ObjectMapper()
                .readTree(new EvaluationJson("net:1", "as asked", List.of("made/1"), measured).text());

        assertThat(root.fieldNames())
                .toIterable()
                .containsExactly("model", "protocol", "speakers_heard_in_training", "intervals", "results");
        JsonNode result = root.at("/results/0");
        assertThat(result.fieldNames())
                .toIterable()
                .containsExactly(
                        "corpus",
                        "condition",
                        "clips",
                        "speakers",
                        "measures",
                        "recalls",
                        "uar_by_speaker",
                        "uar_over_speakers",
                        "confusion");
        assertThat(result.get("measures").fieldNames())
                .toIterable()
                .containsExactly("wa", "uar", "uai", "intensity_mse", "intensity_ccc", "ece", "ece_by_chance");
        JsonNode uar = result.at("/measures/uar");
        assertThat(uar.get("value").asDouble())
                .isBetween(uar.get("low").asDouble(), uar.get("high").asDouble());
        assertThat(result.at("/measures/ece").has("low")).isFalse();
        assertThat(result.at("/uar_over_speakers/mean").asDouble())
                .isCloseTo(
                        (result.at("/uar_by_speaker/made~11").asDouble()
                                        + result.at("/uar_by_speaker/made~12").asDouble()
                                        + result.at("/uar_by_speaker/made~13").asDouble())
                                / 3,
                        within(1e-9));
    }
}
