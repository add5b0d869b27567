package io.speecheq.trainer.evaluation;

import java.util.List;

/**
 * Temperature scaling (Guo et al. 2017): the one number by which logits are divided so that the scores of held-out clips
 * say how often they are right. It changes no order, so no decision.
 */
public final class Temperature {
    private static final double LOWEST = 0.05;
    private static final double HIGHEST = 20;
    private static final int ITERATIONS = 60;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double SMALLEST_SCORE = 1e-30;

    private Temperature() {}

    /** The temperature with the least mean {@code −log p} of the labels, to be put on top of the one in the predictions. */
    public static double fit(List<Prediction> predictions) {
        double low = Math.log(LOWEST);
        double high = Math.log(HIGHEST);
        for (int i = 0; i < ITERATIONS; i++) {
            double first = high - GOLDEN * (high - low);
            double second = low + GOLDEN * (high - low);
            if (loss(predictions, Math.exp(first)) < loss(predictions, Math.exp(second))) {
                high = second;
            } else {
                low = first;
            }
        }
        return Math.exp((low + high) / 2);
    }

    static double loss(List<Prediction> predictions, double temperature) {
        return predictions.stream()
                .mapToDouble(p -> loss(p, temperature))
                .average()
                .orElseThrow();
    }

    private static double loss(Prediction prediction, double temperature) {
        double sum = 0;
        for (float score : prediction.opinion().scores()) {
            sum += Math.pow(Math.max(score, SMALLEST_SCORE), 1 / temperature);
        }
        float gold = prediction.opinion().score(prediction.gold());
        return Math.log(sum) - Math.log(Math.max(gold, SMALLEST_SCORE)) / temperature;
    }
}
