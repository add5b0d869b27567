package io.speecheq.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.features.AnalysedClip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EpochPlanTest {
    private static final Recipe RECIPE =
            Recipe.standard().with(Map.of("steps.batch", "8", "sampling.minFrames", "20", "sampling.maxFrames", "30"));

    @Test
    void anEpochThatIsRunAgainIsTheSame() {
        List<AnalysedClip> clips = TrainingClips.of("made", 4, 8);
        EpochPlan once = new EpochPlan(clips, RECIPE, 5, 2);
        EpochPlan again = new EpochPlan(clips, RECIPE, 5, 2);
        EpochPlan next = new EpochPlan(clips, RECIPE, 5, 3);

        MiniBatch batch = once.batch(0);
        assertThat(batch.frames().features()).isEqualTo(again.batch(0).frames().features());
        assertThat(batch.clips()).isNotEqualTo(next.batch(0).clips());
    }

    @Test
    void withoutBalanceEveryClipIsHeardOnce() {
        Recipe recipe = RECIPE.with(Map.of("sampling.emotionBalance", "0", "sampling.speakerBalance", "0"));
        List<AnalysedClip> clips = TrainingClips.of("made", 4, 8);
        EpochPlan plan = new EpochPlan(clips, recipe, 1, 1);

        List<LabelledClip> heard = new ArrayList<>();
        for (int i = 0; i < plan.batches(); i++) {
            heard.addAll(plan.batch(i).clips());
        }

        assertThat(heard)
                .containsExactlyInAnyOrderElementsOf(
                        clips.stream().map(AnalysedClip::clip).toList());
    }

    @Test
    void fullSpeakerBalanceGivesACorpusTheShareOfItsSpeakers() {
        List<LabelledClip> clips = new ArrayList<>();
        TrainingClips.of("few", 1, 30).forEach(clip -> clips.add(clip.clip()));
        TrainingClips.of("many", 3, 10).forEach(clip -> clips.add(clip.clip()));

        double[] weights = EpochPlan.weights(clips, new Recipe.Sampling(1, 1, 0, 1, 0));

        assertThat(Arrays.stream(weights).sum()).isCloseTo(60, within(1e-9));
        assertThat(Arrays.stream(weights, 0, 30).sum()).isCloseTo(15, within(1e-9));
    }

    @Test
    void emotionBalanceLeavesACorpusItsShare() {
        List<LabelledClip> clips = new ArrayList<>();
        TrainingClips.of("odd", 1, 3).forEach(clip -> clips.add(clip.clip()));
        TrainingClips.of("even", 1, 3).forEach(clip -> clips.add(clip.clip()));

        double[] weights = EpochPlan.weights(clips, new Recipe.Sampling(1, 1, 1, 0, 0));

        assertThat(weights[0] + weights[1] + weights[2]).isCloseTo(3, within(1e-9));
        assertThat(weights[0] + weights[2]).isCloseTo(weights[1], within(1e-9));
    }
}
