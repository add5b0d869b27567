package io.speecheq.trainer.evaluation;

import io.speecheq.schemas.record.EmotionCategory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The measures of a set of predictions; there is at least one. */
public record Scoreboard(List<Prediction> predictions) {
    private static final int CALIBRATION_BINS = 15;

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

    /** Weighted accuracy: the share of clips that are right. */
    public double weightedAccuracy() {
        return mean(predictions.stream().mapToDouble(p -> p.isRight() ? 1 : 0).average());
    }

    /** Unweighted average recall over the emotions that occur. */
    public double unweightedAverageRecall() {
        return mean(recalls().values().stream().mapToDouble(Double::doubleValue).average());
    }

    /** The share that is right of each emotion that occurs. */
    public Map<EmotionCategory, Double> recalls() {
        Map<EmotionCategory, Double> recalls = new EnumMap<>(EmotionCategory.class);
        for (EmotionCategory emotion : EmotionCategory.values()) {
            OptionalDouble recall = predictions.stream()
                    .filter(p -> p.gold() == emotion)
                    .mapToDouble(p -> p.isRight() ? 1 : 0)
                    .average();
            recall.ifPresent(value -> recalls.put(emotion, value));
        }
        return recalls;
    }

    /** The same of each speaker alone. */
    public SortedMap<String, Scoreboard> bySpeaker() {
        SortedMap<String, Scoreboard> boards = new TreeMap<>();
        predictions.stream()
                .collect(Collectors.groupingBy(p -> p.clip().speaker()))
                .forEach((speaker, own) -> boards.put(speaker, new Scoreboard(own)));
        return boards;
    }

    /** How many clips labelled {@code gold} were taken for {@code told}. */
    public long confused(EmotionCategory gold, EmotionCategory told) {
        return predictions.stream()
                .filter(p -> p.gold() == gold && p.opinion().emotion() == told)
                .count();
    }

    /** Expected calibration error (Guo et al. 2017) over 15 equal bins of confidence. */
    public double calibrationError() {
        double[] confidence = new double[CALIBRATION_BINS];
        double[] right = new double[CALIBRATION_BINS];
        for (Prediction p : predictions) {
            int bin = Math.min(CALIBRATION_BINS - 1, (int) (p.opinion().confidence() * CALIBRATION_BINS));
            confidence[bin] += p.opinion().confidence();
            right[bin] += p.isRight() ? 1 : 0;
        }
        double error = 0;
        for (int bin = 0; bin < CALIBRATION_BINS; bin++) {
            error += Math.abs(confidence[bin] - right[bin]);
        }
        return error / predictions.size();
    }

    /** Mean squared error of intensity over the clips that have one. */
    public OptionalDouble intensityError() {
        return withIntensity().stream()
                .mapToDouble(p -> Math.pow(p.opinion().intensity() - p.clip().intensity(), 2))
                .average();
    }

    /** Concordance correlation coefficient (Lin 1989) of intensity over the clips that have one; none when all have the same. */
    public OptionalDouble intensityConcordance() {
        List<Prediction> known = withIntensity();
        if (known.stream().map(p -> p.clip().intensity()).distinct().count() < 2) {
            return OptionalDouble.empty();
        }
        double told =
                mean(known.stream().mapToDouble(p -> p.opinion().intensity()).average());
        double gold = mean(known.stream().mapToDouble(p -> p.clip().intensity()).average());
        double covariance = 0;
        double spread = 0;
        for (Prediction p : known) {
            double fromTold = p.opinion().intensity() - told;
            double fromGold = p.clip().intensity() - gold;
            covariance += fromTold * fromGold / known.size();
            spread += (fromTold * fromTold + fromGold * fromGold) / known.size();
        }
        return OptionalDouble.of(2 * covariance / (spread + Math.pow(told - gold, 2)));
    }

    private List<Prediction> withIntensity() {
        return predictions.stream().filter(p -> p.clip().hasIntensity()).toList();
    }

    private static double mean(OptionalDouble average) {
        return average.orElseThrow();
    }
}
