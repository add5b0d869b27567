package io.speecheq.trainer.evaluation;

import io.speecheq.schemas.card.Interval;
import io.speecheq.schemas.record.EmotionCategory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The measures of a set of predictions; there is at least one. */
public record Scoreboard(List<Prediction> predictions) {
    public Scoreboard {
        predictions = List.copyOf(predictions);
        if (predictions.isEmpty()) {
            throw new IllegalArgumentException("nothing was predicted, so there is nothing to measure");
        }
    }

    public int speakers() {
        return (int)
                predictions.stream().map(p -> p.clip().speaker()).distinct().count();
    }

    /** Empty where no clip has what is measured. */
    public OptionalDouble measure(Measure measure) {
        return measure.of(Tally.of(predictions));
    }

    /** Every measure that the clips have, with its interval over speakers where there is one. */
    public Map<Measure, Estimate> estimates() {
        Map<Measure, Interval> intervals = SpeakerBootstrap.STANDARD.intervals(bySpeaker().values().stream()
                .map(own -> Tally.of(own.predictions()))
                .toList());
        Tally all = Tally.of(predictions);
        Map<Measure, Estimate> estimates = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            measure.of(all)
                    .ifPresent(value ->
                            estimates.put(measure, new Estimate(value, Optional.ofNullable(intervals.get(measure)))));
        }
        return estimates;
    }

    /** Weighted accuracy: the share of clips that are right. */
    public double weightedAccuracy() {
        return measure(Measure.WA).orElseThrow();
    }

    /** Unweighted average recall over the emotions that occur. */
    public double unweightedAverageRecall() {
        return measure(Measure.UAR).orElseThrow();
    }

    /** The share that is right of each emotion that occurs. */
    public Map<EmotionCategory, Double> recalls() {
        return Tally.of(predictions).recalls();
    }

    /** The same of each speaker alone. */
    public SortedMap<String, Scoreboard> bySpeaker() {
        SortedMap<String, Scoreboard> boards = new TreeMap<>();
        predictions.stream()
                .collect(Collectors.groupingBy(p -> p.clip().speaker()))
                .forEach((speaker, own) -> boards.put(speaker, new Scoreboard(own)));
        return boards;
    }

    /** How the unweighted average recall differs from speaker to speaker. */
    public Spread recallOverSpeakers() {
        return Spread.of(bySpeaker().values().stream()
                .map(Scoreboard::unweightedAverageRecall)
                .toList());
    }

    /** How many clips labelled {@code gold} were taken for {@code told}. */
    public long confused(EmotionCategory gold, EmotionCategory told) {
        return predictions.stream()
                .filter(p -> p.gold() == gold && p.opinion().emotion() == told)
                .count();
    }

    /** Expected calibration error (Guo et al. 2017) over 15 equal bins of confidence. */
    public double calibrationError() {
        return measure(Measure.ECE).orElseThrow();
    }

    /** The points of a reliability diagram: the same bins, those that hold a clip. */
    public List<CalibrationBin> calibration() {
        return Tally.of(predictions).calibration();
    }

    /** Mean squared error of intensity over the clips that have one. */
    public OptionalDouble intensityError() {
        return measure(Measure.INTENSITY_MSE);
    }

    /** Concordance correlation coefficient (Lin 1989) of intensity over the clips that have one; none when all have the same. */
    public OptionalDouble intensityConcordance() {
        return measure(Measure.INTENSITY_CCC);
    }
}
