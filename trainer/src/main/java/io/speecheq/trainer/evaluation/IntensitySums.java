package io.speecheq.trainer.evaluation;

import java.util.OptionalDouble;

/** Sums over clips whose intensity is labelled, from which its error and concordance follow. Mutable; one thread. */
final class IntensitySums {
    /** Sums are of distances from the middle of 0..4, so that squares lose no digits. */
    private static final double MIDDLE = 2;

    private long clips;
    private double gold;
    private double told;
    private double goldSquares;
    private double toldSquares;
    private double products;
    private double lowestGold = Double.POSITIVE_INFINITY;
    private double highestGold = Double.NEGATIVE_INFINITY;

    void add(double labelled, double answered) {
        double x = labelled - MIDDLE;
        double y = answered - MIDDLE;
        clips++;
        gold += x;
        told += y;
        goldSquares += x * x;
        toldSquares += y * y;
        products += x * y;
        lowestGold = Math.min(lowestGold, labelled);
        highestGold = Math.max(highestGold, labelled);
    }

    void add(IntensitySums other) {
        clips += other.clips;
        gold += other.gold;
        told += other.told;
        goldSquares += other.goldSquares;
        toldSquares += other.toldSquares;
        products += other.products;
        lowestGold = Math.min(lowestGold, other.lowestGold);
        highestGold = Math.max(highestGold, other.highestGold);
    }

    OptionalDouble meanSquaredError() {
        return clips == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, (goldSquares - 2 * products + toldSquares) / clips));
    }

    /** {@code 2 s_xy / (s_x² + s_y² + (x̄ − ȳ)²)} (Lin 1989), variances over n; none when all labels are the same. */
    OptionalDouble concordance() {
        if (clips < 2 || lowestGold == highestGold) {
            return OptionalDouble.empty();
        }
        double goldMean = gold / clips;
        double toldMean = told / clips;
        double covariance = products / clips - goldMean * toldMean;
        double spread = goldSquares / clips - goldMean * goldMean + toldSquares / clips - toldMean * toldMean;
        return OptionalDouble.of(2 * covariance / (spread + Math.pow(goldMean - toldMean, 2)));
    }
}
