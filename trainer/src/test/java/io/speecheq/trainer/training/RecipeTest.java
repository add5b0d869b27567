package io.speecheq.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeTest {
    @Test
    void thePapersRecipeHasThePapersValues() {
        assertThat(Recipe.named("paper").options())
                .containsEntry("losses.gamma", "10.0")
                .containsEntry("losses.intensity", "1.0")
                .containsEntry("losses.gender", "0.1")
                .containsEntry("steps.rate", "1.0E-4")
                .containsEntry("steps.weightDecay", "1.0E-5")
                .containsEntry("steps.batch", "32");
    }

    @Test
    void anOptionIsChangedByItsName() {
        Recipe changed = Recipe.paper().with(Map.of("losses.gamma", "2", "epochs", "4", "steps.schedule", "ONE_CYCLE"));

        assertThat(changed.losses().gamma()).isEqualTo(2);
        assertThat(changed.epochs()).isEqualTo(4);
        assertThat(changed.steps().schedule()).isEqualTo(Recipe.Schedule.ONE_CYCLE);
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
    void oneCycleRisesToTheRateAndFallsToNearlyNothing() {
        LearningRate rate = new LearningRate(new Recipe.Steps(32, 1e-3, Recipe.Schedule.ONE_CYCLE, 0, 5, 0));

        assertThat(rate.at(0)).isCloseTo(4e-5, within(1e-9));
        assertThat(rate.at(0.15)).isCloseTo(1e-3, within(1e-9));
        assertThat(rate.at(1)).isCloseTo(1e-7, within(1e-9));
    }
}
