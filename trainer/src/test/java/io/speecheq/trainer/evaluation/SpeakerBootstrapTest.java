package io.speecheq.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.schemas.card.Interval;
import io.speecheq.schemas.record.EmotionCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpeakerBootstrapTest {
    @Test
    void equalSeedsGiveEqualIntervals() {
        List<Tally> speakers = speakers(new Random(1), 6);

        Map<Measure, Interval> once = new SpeakerBootstrap(1000, 5).intervals(speakers);

        assertThat(new SpeakerBootstrap(1000, 5).intervals(speakers)).isEqualTo(once);
        assertThat(new SpeakerBootstrap(1000, 6).intervals(speakers)).isNotEqualTo(once);
    }

    @Test
    void oneSpeakerHasNoInterval() {
        assertThat(SpeakerBootstrap.STANDARD.intervals(speakers(new Random(1), 1)))
                .isEmpty();
    }

    @Test
    void twoSpeakersSpanWhatBothDid() {
        Tally right = Tally.of(List.of(Answers.told("made/1", EmotionCategory.JOY, EmotionCategory.JOY)));
        Tally wrong = Tally.of(List.of(Answers.told("made/2", EmotionCategory.JOY, EmotionCategory.FEAR)));

        Interval interval =
                SpeakerBootstrap.STANDARD.intervals(List.of(right, wrong)).getOrDefault(Measure.WA, new Interval(9, 9));

        assertThat(interval).isEqualTo(new Interval(0, 1));
    }

    @Test
    void theTruthLiesInMostIntervals() {
        Random random = new Random(7);
        int covered = 0;
        int times = 200;
        for (int i = 0; i < times; i++) {
            Interval interval = new SpeakerBootstrap(200, i)
                    .intervals(speakers(random, 30))
                    .getOrDefault(Measure.WA, new Interval(9, 9));
            covered += interval.low() <= 0.6 && 0.6 <= interval.high() ? 1 : 0;
        }

        // 95 % of 200, and a little less, as percentile intervals over few clusters are: three deviations of a
        // binomial.
        assertThat(covered).as("seed 7").isBetween(174, 199);
    }

    @Test
    void sumsOfSpeakersAreTheWhole() {
        List<ScoredClip> scored = Answers.ofSpeakers(new Random(3), List.of("made/1", "made/2", "made/3"));
        Scoreboard board = new Scoreboard(
                scored.stream().map(clip -> clip.prediction().orElseThrow()).toList());
        Tally sum = new Tally();

        board.bySpeaker().values().forEach(own -> sum.add(Tally.of(own.predictions())));

        for (Measure measure : Measure.values()) {
            assertThat(measure.of(sum).orElseThrow())
                    .as(measure.label())
                    .isCloseTo(board.measure(measure).orElseThrow(), within(1e-9));
        }
    }

    /** Speakers with twenty clips; each is right as often as its own luck says, 0.6 in the mean. */
    private static List<Tally> speakers(Random random, int count) {
        List<Tally> speakers = new ArrayList<>();
        for (int speaker = 0; speaker < count; speaker++) {
            double luck = 0.4 + 0.4 * random.nextDouble();
            String name = "made/" + speaker;
            speakers.add(Tally.of(IntStream.range(0, 20)
                    .mapToObj(i -> Answers.told(
                            name,
                            EmotionCategory.JOY,
                            random.nextDouble() < luck ? EmotionCategory.JOY : EmotionCategory.FEAR))
                    .toList()));
        }
        return speakers;
    }
}
