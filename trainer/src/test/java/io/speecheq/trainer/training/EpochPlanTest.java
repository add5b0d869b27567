package io.speecheq.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.features.AnalysedClip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpochPlanTest {
    private static final Recipe RECIPE =
            Recipe.standard().with(Map.of("steps.batch", "8", "sampling.minFrames", "20", "sampling.maxFrames", "30"));

    @Test
    void anEpochThatIsRunAgainIsTheSame() {
        List<AnalysedClip> clips = TrainingClips.of("made", 4, 8);
        EpochPlan once = new EpochPlan(TrainingClips.data(clips), Preparation.plain(), RECIPE, 5, 2);
        EpochPlan again = new EpochPlan(TrainingClips.data(clips), Preparation.plain(), RECIPE, 5, 2);
        EpochPlan next = new EpochPlan(TrainingClips.data(clips), Preparation.plain(), RECIPE, 5, 3);

        MiniBatch batch = once.step(1).emotional();
        assertThat(batch.frames().features())
                .as("whatever was asked before")
                .isEqualTo(again.step(1).emotional().frames().features());
        assertThat(batch.clips()).isNotEqualTo(next.step(1).emotional().clips());
    }

    @Test
    void withoutBalanceEveryClipIsHeardOnce() {
        Recipe recipe = RECIPE.with(Map.of("sampling.emotionBalance", "0", "sampling.speakerBalance", "0"));
        List<AnalysedClip> clips = TrainingClips.of("made", 4, 8);
        EpochPlan plan = new EpochPlan(TrainingClips.data(clips), Preparation.plain(), recipe, 1, 1);

        List<LabelledClip> heard = new ArrayList<>();
        for (int i = 0; i < plan.steps(); i++) {
            heard.addAll(plan.step(i).emotional().clips());
        }

        assertThat(heard)
                .containsExactlyInAnyOrderElementsOf(
                        clips.stream().map(AnalysedClip::clip).toList());
    }

    @Test
    void anEpochOfGivenStepsGoesOverTheClipsAsOftenAsThatTakes() {
        Recipe recipe = RECIPE.with(
                Map.of("sampling.emotionBalance", "0", "sampling.speakerBalance", "0", "steps.perEpoch", "10"));
        List<AnalysedClip> clips = TrainingClips.of("made", 4, 8);
        EpochPlan plan = new EpochPlan(TrainingClips.data(clips), Preparation.plain(), recipe, 1, 1);

        Map<LabelledClip, Integer> heard = new HashMap<>();
        for (int i = 0; i < plan.steps(); i++) {
            plan.step(i).emotional().clips().forEach(clip -> heard.merge(clip, 1, Integer::sum));
        }

        assertThat(plan.steps()).isEqualTo(10);
        assertThat(heard).as("80 of 32 clips: twice, and half of them again").hasSize(32);
        assertThat(heard.values()).containsOnly(2, 3);
    }

    @Test
    void fewerStepsThanThereAreBatchesEndAnEpochSooner() {
        List<AnalysedClip> clips = TrainingClips.of("made", 4, 8);
        Recipe recipe = RECIPE.with(Map.of("steps.perEpoch", "3"));

        assertThat(new EpochPlan(TrainingClips.data(clips), Preparation.plain(), recipe, 1, 1).steps())
                .isEqualTo(3);
    }

    @Test
    void fullSpeakerBalanceGivesACorpusTheShareOfItsSpeakers() {
        List<LabelledClip> clips = new ArrayList<>();
        TrainingClips.of("few", 1, 30).forEach(clip -> clips.add(clip.clip()));
        TrainingClips.of("many", 3, 10).forEach(clip -> clips.add(clip.clip()));

        double[] weights = EpochPlan.weights(clips, new Sampling(1, 1, 1, 0, 1, 0, 0, 0));

        assertThat(Arrays.stream(weights).sum()).isCloseTo(60, within(1e-9));
        assertThat(Arrays.stream(weights, 0, 30).sum()).isCloseTo(15, within(1e-9));
    }

    @Test
    void emotionBalanceLeavesACorpusItsShare() {
        List<LabelledClip> clips = new ArrayList<>();
        TrainingClips.of("odd", 1, 3).forEach(clip -> clips.add(clip.clip()));
        TrainingClips.of("even", 1, 3).forEach(clip -> clips.add(clip.clip()));

        double[] weights = EpochPlan.weights(clips, new Sampling(1, 1, 1, 1, 0, 0, 0, 0));

        assertThat(weights[0] + weights[1] + weights[2]).isCloseTo(3, within(1e-9));
        assertThat(weights[0] + weights[2]).isCloseTo(weights[1], within(1e-9));
    }

    @Test
    void aClipThatIsCutTakesNoPartInThePhonemeTask() {
        TrainingMaterial data = TrainingClips.speaking(TrainingClips.of("made", 2, 8), List.of());

        MiniBatch whole = new EpochPlan(
                        data,
                        Preparation.plain(),
                        RECIPE.with(Map.of("sampling.minFrames", "60", "sampling.maxFrames", "60")),
                        1,
                        1)
                .step(0)
                .emotional();
        MiniBatch cut = new EpochPlan(
                        data,
                        Preparation.plain(),
                        RECIPE.with(Map.of("sampling.minFrames", "10", "sampling.maxFrames", "10")),
                        1,
                        1)
                .step(0)
                .emotional();

        assertThat(whole.phonemes()).containsOnly(Optional.of(List.of(4, 7)));
        assertThat(cut.phonemes()).containsOnly(Optional.empty());
    }

    @Test
    void everySpokenClipIsHeardBeforeAnyComesAgain() {
        List<AnalysedClip> clips = new ArrayList<>(TrainingClips.of("made", 4, 8));
        clips.addAll(TrainingClips.spoken(6));
        Recipe recipe = RECIPE.with(Map.of("sampling.spokenBatch", "3"));
        TrainingMaterial data = TrainingClips.speaking(clips, List.of());

        List<LabelledClip> heard = new ArrayList<>();
        for (int step = 0; step < 2; step++) {
            heard.addAll(new EpochPlan(data, Preparation.plain(), recipe, 1, 1)
                    .step(step)
                    .spoken()
                    .orElseThrow()
                    .clips());
        }

        assertThat(heard).hasSize(6).doesNotHaveDuplicates();
        assertThat(new EpochPlan(data, Preparation.plain(), recipe.with(Map.of("losses.phonemes", "0")), 1, 1)
                        .step(0)
                        .spoken())
                .as("nothing is heard for a task without weight")
                .isEmpty();
    }
}
