package io.speecheq.trainer.evaluation;

import static io.speecheq.schemas.record.EmotionCategory.ANGER;
import static io.speecheq.schemas.record.EmotionCategory.JOY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.schemas.card.Interval;
import io.speecheq.schemas.record.EmotionCategory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
    @Test
    void whatIsHardAboutASpeakerCancelsOut() {
        PairedDifference difference = PairedDifference.of(rightAnswers(0), rightAnswers(1), Measure.WA)
                .orElseThrow();

        assertThat(difference.value()).isEqualTo(0.1, within(1e-9));
        assertThat(difference.higher()).isEqualTo(9);
        assertThat(difference.speakers()).isEqualTo(9);
        assertThat(difference.interval()).hasValueSatisfying(interval -> {
            assertThat(interval.low()).as("each speaker gains a tenth").isEqualTo(0.1, within(1e-9));
            assertThat(interval.high()).isEqualTo(0.1, within(1e-9));
        });
    }

    @Test
    void aSpeakerForWhomItIsLowerCountsAgainstIt() {
        List<Prediction> before = List.of(Answers.told("made/1", JOY, JOY), Answers.told("made/2", JOY, ANGER));
        List<Prediction> after = List.of(Answers.told("made/1", JOY, ANGER), Answers.told("made/2", JOY, JOY));

        PairedDifference difference =
                PairedDifference.of(before, after, Measure.WA).orElseThrow();

        assertThat(difference.value()).isZero();
        assertThat(difference.higher()).isEqualTo(1);
        assertThat(difference.interval()).hasValue(new Interval(-1, 1));
    }

    @Test
    void answersToOtherClipsAreNotCompared() {
        List<Prediction> one = List.of(Answers.told("made/1", JOY, JOY));

        assertThat(PairedDifference.of(one, List.of(Answers.told("made/2", JOY, JOY)), Measure.WA))
                .isEmpty();
        assertThat(PairedDifference.of(one, List.of(Answers.told("made/1", ANGER, JOY)), Measure.WA))
                .isEmpty();
        assertThat(PairedDifference.of(List.of(), List.of(), Measure.WA)).isEmpty();
    }

    /** Ten clips of each of nine speakers, of whom the first has {@code more} right, the next one more, and so on. */
    private static List<Prediction> rightAnswers(int more) {
        List<Prediction> answers = new ArrayList<>();
        for (int speaker = 0; speaker < 9; speaker++) {
            for (int clip = 0; clip < 10; clip++) {
                EmotionCategory told = clip < speaker + more ? JOY : ANGER;
                answers.add(Answers.told("made/" + speaker, JOY, told));
            }
        }
        return answers;
    }
}
