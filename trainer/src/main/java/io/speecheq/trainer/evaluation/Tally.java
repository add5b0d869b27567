package io.speecheq.trainer.evaluation;

import io.speecheq.schemas.record.EmotionCategory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Sums over predictions from which every measure follows; those of several speakers add up. Mutable; one thread. */
final class Tally {
    private static final Set<EmotionCategory> FOUR =
            EnumSet.of(EmotionCategory.NEUTRAL, EmotionCategory.JOY, EmotionCategory.ANGER, EmotionCategory.SADNESS);
    private static final List<EmotionCategory> ORDER = List.of(EmotionCategory.values());
    private static final int EMOTIONS = ORDER.size();
    private static final int BINS = 15;

    private final long[] clips = new long[EMOTIONS];
    private final long[] right = new long[EMOTIONS];
    private final long[] clipsInBin = new long[BINS];
    private final long[] rightInBin = new long[BINS];
    private final double[] confidenceInBin = new double[BINS];
    private final IntensitySums intensities = new IntensitySums();

    static Tally of(Collection<Prediction> predictions) {
        Tally tally = new Tally();
        predictions.forEach(tally::add);
        return tally;
    }

    void add(Prediction p) {
        int one = p.isRight() ? 1 : 0;
        int emotion = ORDER.indexOf(p.gold());
        clips[emotion]++;
        right[emotion] += one;
        int bin = Math.min(BINS - 1, (int) (p.opinion().confidence() * BINS));
        clipsInBin[bin]++;
        rightInBin[bin] += one;
        confidenceInBin[bin] += p.opinion().confidence();
        if (p.clip().hasIntensity()) {
            intensities.add(p.clip().intensity(), p.opinion().intensity());
        }
    }

    void add(Tally other) {
        for (int i = 0; i < EMOTIONS; i++) {
            clips[i] += other.clips[i];
            right[i] += other.right[i];
        }
        for (int i = 0; i < BINS; i++) {
            clipsInBin[i] += other.clipsInBin[i];
            rightInBin[i] += other.rightInBin[i];
            confidenceInBin[i] += other.confidenceInBin[i];
        }
        intensities.add(other.intensities);
    }

    IntensitySums intensities() {
        return intensities;
    }

    OptionalDouble weightedAccuracy() {
        long all = 0;
        long hits = 0;
        for (int i = 0; i < EMOTIONS; i++) {
            all += clips[i];
            hits += right[i];
        }
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / all);
    }

    /** The share that is right of each emotion that occurs. */
    Map<EmotionCategory, Double> recalls() {
        Map<EmotionCategory, Double> recalls = new EnumMap<>(EmotionCategory.class);
        for (int i = 0; i < EMOTIONS; i++) {
            if (clips[i] > 0) {
                recalls.put(ORDER.get(i), (double) right[i] / clips[i]);
            }
        }
        return recalls;
    }

    OptionalDouble unweightedAverageRecall() {
        return recalls().values().stream().mapToDouble(Double::doubleValue).average();
    }

    OptionalDouble recallOfFour() {
        Map<EmotionCategory, Double> recalls = recalls();
        recalls.keySet().retainAll(FOUR);
        return recalls.values().stream().mapToDouble(Double::doubleValue).average();
    }

    /** The bins of equal width that hold a clip, by confidence. */
    List<CalibrationBin> calibration() {
        List<CalibrationBin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            if (clipsInBin[i] > 0) {
                bins.add(new CalibrationBin(
                        clipsInBin[i], confidenceInBin[i] / clipsInBin[i], (double) rightInBin[i] / clipsInBin[i]));
            }
        }
        return bins;
    }

    OptionalDouble calibrationError() {
        double error = 0;
        long all = 0;
        for (int i = 0; i < BINS; i++) {
            error += Math.abs(confidenceInBin[i] - rightInBin[i]);
            all += clipsInBin[i];
        }
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(error / all);
    }

    /**
     * The error that a calibrated network would show on average: in a bin of n clips with a mean confidence p, the number that is right has a
     * variance of n p (1 − p), and so a mean distance from n p of {@code √(2 n p (1 − p) / π)} (as a normal distribution has).
     */
    OptionalDouble calibrationErrorByChance() {
        double error = 0;
        long all = 0;
        for (CalibrationBin bin : calibration()) {
            error += Math.sqrt(2 / Math.PI * bin.clips() * bin.confidence() * (1 - bin.confidence()));
            all += bin.clips();
        }
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(error / all);
    }
}
