package io.speecheq.schemas.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.speecheq.schemas.record.EmotionCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechEqMetricTest {

    @ParameterizedTest
    @CsvSource({
        "TRUST, acceptance, trust, admiration",
        "JOY, serenity, joy, ecstasy",
        "ANTICIPATION, interest, anticipation, vigilance",
        "ANGER, annoyance, anger, rage",
        "DISGUST, boredom, disgust, loathing",
        "SADNESS, pensiveness, sadness, grief",
        "SURPRISE, distraction, surprise, amazement",
        "FEAR, apprehension, fear, terror"
    })
    void aCategoryHasANameAtEachLevel(EmotionCategory category, String low, String medium, String high) {
        assertThat(SpeechEqMetric.name(category, 0f)).isEqualTo("neutral");
        assertThat(SpeechEqMetric.name(category, Math.nextDown(1f))).isEqualTo("neutral");
        assertThat(SpeechEqMetric.name(category, 1f)).isEqualTo(low);
        assertThat(SpeechEqMetric.name(category, Math.nextDown(2f))).isEqualTo(low);
        assertThat(SpeechEqMetric.name(category, 2f)).isEqualTo(medium);
        assertThat(SpeechEqMetric.name(category, Math.nextDown(3f))).isEqualTo(medium);
        assertThat(SpeechEqMetric.name(category, 3f)).isEqualTo(high);
        assertThat(SpeechEqMetric.name(category, 4f)).isEqualTo(high);
    }

    @ParameterizedTest
    @ValueSource(floats = {-0f, 0f, 0.999f, 1f, 2.5f, 3f, 4f})
    void neutralIsNeutralAtAnyIntensity(float intensity) {
        assertThat(SpeechEqMetric.name(EmotionCategory.NEUTRAL, intensity)).isEqualTo("neutral");
    }

    @ParameterizedTest
    @EnumSource(EmotionCategory.class)
    void everyNameTheMetricGivesIsOneOfThe25(EmotionCategory category) {
        for (float intensity = 0f; intensity <= 4f; intensity += 0.125f) {
            assertThat(SpeechEqMetric.NAMES).contains(SpeechEqMetric.name(category, intensity));
        }
    }

    @Test
    void thereAre25DistinctNamesAndNineCategoriesInTheOrderOfTheNetwork() {
        assertThat(SpeechEqMetric.NAMES).hasSize(25).doesNotHaveDuplicates();
        assertThat(SpeechEqMetric.CATEGORIES)
                .containsExactly(
                        "NEUTRAL", "TRUST", "JOY", "ANTICIPATION", "ANGER", "DISGUST", "SADNESS", "SURPRISE", "FEAR");
    }

    @ParameterizedTest
    @CsvSource({"0, NEUTRAL", "0.99, NEUTRAL", "1, LOW", "1.99, LOW", "2, MEDIUM", "2.99, MEDIUM", "3, HIGH", "4, HIGH"
    })
    void aLevelIsAQuarterOfTheScale(float intensity, IntensityLevel level) {
        assertThat(SpeechEqMetric.level(intensity)).isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, -0.001f, 4.0001f, Float.POSITIVE_INFINITY})
    void anIntensityOffTheScaleIsRefusedByValue(float intensity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpeechEqMetric.name(EmotionCategory.NEUTRAL, intensity))
                .withMessage("intensity must lie in 0..4, not " + intensity);
    }
}
