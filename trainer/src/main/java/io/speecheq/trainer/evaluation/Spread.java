package io.speecheq.trainer.evaluation;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;

/**
 * How values differ.
 *
 * @param deviation standard deviation over n − 1; 0 of one value
 */
public record Spread(int count, double mean, double deviation, double lowest, double highest) {
    /** The spread of at least one value. */
    public static Spread of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values have no spread");
        }
        DoubleSummaryStatistics all =
                values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        double squares = values.stream()
                .mapToDouble(value -> Math.pow(value - all.getAverage(), 2))
                .sum();
        return new Spread(
                values.size(),
                all.getAverage(),
                Math.sqrt(squares / Math.max(1, values.size() - 1)),
                all.getMin(),
                all.getMax());
    }
}
