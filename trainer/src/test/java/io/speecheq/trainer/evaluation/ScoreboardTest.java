package io.speecheq.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.schemas.card.Measurement;
import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.trainer.corpus.LabelledClip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreboardTest {
    private static final EmotionCategory ANGER = EmotionCategory.ANGER;
    private static final EmotionCategory JOY = EmotionCategory.JOY;

    @Test
    void recallIsAveragedOverEmotionsAndAccuracyOverClips() {
        Scoreboard board = new Scoreboard(List.of(
                told(ANGER, ANGER, 0.9), told(ANGER, ANGER, 0.9), told(ANGER, ANGER, 0.9), told(JOY, ANGER, 0.9)));

        assertThat(board.weightedAccuracy()).isCloseTo(0.75, within(1e-9));
        assertThat(board.unweightedAverageRecall()).isCloseTo(0.5, within(1e-9));
        assertThat(board.confused(JOY, ANGER)).isEqualTo(1);
    }

    @Test
    void recallOfFourLooksAtTheFourAloneButAnswersMayBeAnyOfNine() {
        Scoreboard board = new Scoreboard(List.of(
                // neutral 1 of 2, joy 1 of 1, anger 0 of 1 (taken for disgust, which is an answer like any), sadness
                // none
                told(EmotionCategory.NEUTRAL, EmotionCategory.NEUTRAL, 0.9),
                told(EmotionCategory.NEUTRAL, EmotionCategory.TRUST, 0.9),
                told(JOY, JOY, 0.9),
                told(ANGER, EmotionCategory.DISGUST, 0.9),
                // passed over
                told(EmotionCategory.FEAR, EmotionCategory.FEAR, 0.9),
                told(EmotionCategory.SURPRISE, JOY, 0.9)));

        assertThat(board.measure(Measure.UAI).orElseThrow()).isCloseTo((0.5 + 1 + 0) / 3, within(1e-9));
        assertThat(board.unweightedAverageRecall()).isCloseTo((0.5 + 1 + 0 + 1 + 0) / 5, within(1e-9));
    }

    @Test
    void withoutTheFourThereIsNoRecallOfThem() {
        assertThat(new Scoreboard(List.of(told(EmotionCategory.FEAR, JOY, 0.9))).measure(Measure.UAI))
                .isEmpty();
    }

    @Test
    void aSpreadIsOverSpeakers() {
        Scoreboard board = new Scoreboard(List.of(
                Answers.told("made/1", JOY, JOY),
                Answers.told("made/2", JOY, JOY),
                Answers.told("made/3", JOY, ANGER)));

        Spread spread = board.recallOverSpeakers();

        assertThat(spread.mean()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(spread.deviation()).isCloseTo(Math.sqrt(1.0 / 3), within(1e-9));
        assertThat(spread.lowest()).isZero();
    }

    @Test
    void aCardTellsIntervalsWhereThereAreSpeakersForThem() {
        Measurements measured = Measurements.of(Answers.ofSpeakers(new Random(2), List.of("made/1", "made/2")));

        assertThat(measured.forCard())
                .filteredOn(result -> result.interval().isPresent())
                .map(Measurement::metric)
                .containsExactly("WA", "UAR", "UAI", "intensity MSE", "intensity CCC");
        assertThat(measured.forCard()).map(Measurement::metric).contains("ECE", "UAR/made/1", "UAR mean of speakers");
    }

    @Test
    void calibrationErrorIsTheGapOfConfidenceAndAccuracy() {
        // All in one bin: confidence 0.9, right 3 of 4.
        Scoreboard board = new Scoreboard(List.of(
                told(ANGER, ANGER, 0.9), told(ANGER, ANGER, 0.9), told(ANGER, ANGER, 0.9), told(JOY, ANGER, 0.9)));

        assertThat(board.calibrationError()).isCloseTo(0.15, within(1e-6));
    }

    @Test
    void aCalibratedNetworkHasTheErrorThatChanceGives() {
        Random random = new Random(6);
        double measured = 0;
        double byChance = 0;
        for (int draw = 0; draw < 200; draw++) {
            List<Prediction> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                double confidence = 0.2 + 0.8 * random.nextDouble();
                answers.add(told(random.nextDouble() < confidence ? ANGER : JOY, ANGER, confidence));
            }
            Scoreboard board = new Scoreboard(answers);
            measured += board.calibrationError() / 200;
            byChance += board.measure(Measure.ECE_BY_CHANCE).orElseThrow() / 200;
        }

        assertThat(measured).isBetween(0.08, 0.14);
        assertThat(byChance).isCloseTo(measured, within(0.01));
    }

    @Test
    void intensityIsMeasuredWhereItIsLabelled() {
        Scoreboard board = new Scoreboard(
                List.of(intense(1, 1), intense(2.5f, 2), intense(4, 3), intense(LabelledClip.UNLABELLED, 0)));

        assertThat(board.intensityError().orElseThrow()).isCloseTo((0 + 0.25 + 1) / 3, within(1e-6));
        assertThat(board.intensityConcordance().orElseThrow())
                .isCloseTo(2 * 1.0 / (2.0 / 3 + 1.5 + 0.25), within(1e-6));
    }

    @Test
    void concordanceNeedsLabelsThatDiffer() {
        Scoreboard board = new Scoreboard(List.of(intense(0, 1), intense(0, 2)));

        assertThat(board.intensityConcordance()).isEmpty();
        assertThat(board.intensityError().orElseThrow()).isCloseTo(2.5, within(1e-6));
    }

    @Test
    void temperatureMakesScoresSayHowOftenTheyAreRight() {
        Random random = new Random(4);
        List<Prediction> overconfident = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            // Says 0.99, is right 7 times in 10.
            overconfident.add(told(random.nextDouble() < 0.7 ? ANGER : JOY, ANGER, 0.99));
        }

        double temperature = Temperature.fit(overconfident);

        double near = Temperature.loss(overconfident, temperature);
        assertThat(near).isLessThan(Temperature.loss(overconfident, 1));
        assertThat(near).isLessThanOrEqualTo(Temperature.loss(overconfident, temperature * 1.05));
        assertThat(near).isLessThanOrEqualTo(Temperature.loss(overconfident, temperature / 1.05));
    }

    @Test
    void speakersHaveTheirOwnBoards() {
        Scoreboard board = new Scoreboard(List.of(told(ANGER, ANGER, 0.9), told(JOY, ANGER, 0.9)));

        assertThat(board.bySpeaker()).containsOnlyKeys("made/1");
        assertThat(board.speakers()).isEqualTo(1);
    }

    private static Prediction told(EmotionCategory gold, EmotionCategory told, double confidence) {
        int count = SpeechEqMetric.CATEGORIES.size();
        List<Float> scores = new ArrayList<>(Collections.nCopies(count, (float) ((1 - confidence) / (count - 1))));
        scores.set(SpeechEqMetric.CATEGORIES.indexOf(told.name()), (float) confidence);
        return new Prediction(clip(gold, LabelledClip.UNLABELLED), new Opinion(scores, 0));
    }

    private static Prediction intense(float gold, float told) {
        List<Float> scores = Collections.nCopies(SpeechEqMetric.CATEGORIES.size(), 1f / 9);
        return new Prediction(clip(ANGER, gold), new Opinion(scores, told));
    }

    private static LabelledClip clip(EmotionCategory emotion, float intensity) {
        return new LabelledClip(
                Path.of("a.wav"),
                "made",
                "made/1",
                Optional.empty(),
                Optional.of(emotion),
                intensity,
                Optional.empty(),
                "en");
    }
}
