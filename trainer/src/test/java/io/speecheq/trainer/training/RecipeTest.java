package io.speecheq.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecipeTest {
    @Test
    void thePapersRecipeHasThePapersValues() {
        assertThat(Recipe.named("paper").options())
                .containsEntry("losses.gamma", "10.0")
                .containsEntry("losses.intensity", "1.0")
                .containsEntry("losses.phonemes", "0.1")
                .containsEntry("losses.gender", "0.1")
                .containsEntry("refinement.rate", "1.0E-6")
                .containsEntry("refinement.phonemes", "0.01")
                .containsEntry("refinement.gender", "0.01")
                .containsEntry("steps.rate", "1.0E-4")
                .containsEntry("steps.weightDecay", "1.0E-5")
                .containsEntry("steps.batch", "32");
    }

    @Test
    void anOptionIsChangedByItsName() {
        Recipe changed = Recipe.paper().with(Map.of("losses.gamma", "2", "epochs", "4", "steps.schedule", "ONE_CYCLE"));

        assertThat(changed.losses().gamma()).isEqualTo(2);
        assertThat(changed.epochs()).isEqualTo(4);
        assertThat(changed.steps().schedule()).isEqualTo(Steps.Schedule.ONE_CYCLE);
        assertThat(changed.sampling()).isEqualTo(Recipe.paper().sampling());
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThatThrownBy(() -> Recipe.paper().with(Map.of("losses.gama", "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no option losses.gama");
    }

    @Test
    void aValueThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> Recipe.paper().with(Map.of("losses.gamma", "much")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("much");
    }

    @Test
    void aValueOutOfItsRangeIsRefusedInWords() {
        assertThatThrownBy(() -> Recipe.standard().with(Map.of("sampling.minFrames", "320")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "options {sampling.minFrames=320}: sampling.maxFrames must be at least sampling.minFrames, 320, not 300");
        assertThatThrownBy(() -> Recipe.standard().with(Map.of("steps.batch", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("options {steps.batch=1}: steps.batch must be at least 2, not 1");
        assertThatThrownBy(() -> Recipe.standard().with(Map.of("sampling.spokenBatch", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("sampling.spokenBatch must be 0 or at least 2, as batches are normalised, not 1");
        assertThatThrownBy(() -> Recipe.standard().with(Map.of("epochs", "0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("epochs must be at least 1, not 0");
    }

    @Test
    void oneCycleRisesToTheRateAndFallsToNearlyNothing() {
        LearningRate rate = new LearningRate(
                Recipe.standard().with(Map.of("epochs", "10", "steps.rate", "1e-3", "refinement.epochs", "2")));

        assertThat(rate.at(0)).isCloseTo(4e-5, within(1e-9));
        assertThat(rate.at(1.5)).isCloseTo(1e-3, within(1e-9));
        assertThat(rate.at(9.999999)).isCloseTo(1e-7, within(1e-9));
    }

    @Test
    void theSecondStageHasItsOwnRateAndWeights() {
        Recipe recipe = Recipe.paper().with(Map.of("epochs", "4", "refinement.epochs", "2"));

        assertThat(new LearningRate(recipe).at(3.99)).isEqualTo(1e-4);
        assertThat(new LearningRate(recipe).at(4)).isEqualTo(1e-6);
        assertThat(recipe.lossesIn(4)).isEqualTo(new Losses(10, 0, 1, 0.1, 0.1));
        assertThat(recipe.lossesIn(5)).isEqualTo(new Losses(10, 0, 1, 0.01, 0.01));
        assertThat(recipe.allEpochs()).isEqualTo(6);
    }

    @Test
    void withoutAuxiliaryTasksTheSecondStageHasNoneEither() {
        Recipe alone = Recipe.paper().withLosses(Recipe.paper().losses().withoutAuxiliaryTasks());

        assertThat(alone.lossesIn(alone.allEpochs())).isEqualTo(new Losses(10, 0, 1, 0, 0));
    }

    @Test
    void developmentSpeakersAreAskedAfterTheLastEpochInAnyCase() {
        Recipe recipe = Recipe.paper().with(Map.of("epochs", "5", "refinement.epochs", "0", "measuring.every", "2"));

        assertThat(IntStream.rangeClosed(1, 5).filter(recipe::measures)).containsExactly(2, 4, 5);
        assertThat(IntStream.rangeClosed(1, 5).filter(recipe.with(Map.of("measuring.every", "0"))::measures))
                .containsExactly(5);
    }
}
