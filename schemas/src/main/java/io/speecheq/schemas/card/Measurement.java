package io.speecheq.schemas.card;

import java.util.Optional;

/**
 * One number about one corpus.
 *
 * @param corpus what was measured on, or {@code all}
 * @param condition how it sounded: {@code clean}, {@code telephone}, ...
 * @param speakers that were heard, none of them in training
 * @param metric {@code UAR}, {@code WA}, {@code CCC}, {@code ECE}, {@code recall/ANGER}, ...
 * @param value as the metric defines it; shares are 0..1
 */
public record Measurement(
        String corpus, String condition, int speakers, String metric, double value, Optional<Interval> interval) {

    public Measurement {
        Checks.notBlank("measurement corpus", corpus);
        Checks.notBlank("measurement condition", condition);
        Checks.notNegative("measurement speakers", speakers);
        Checks.notBlank("measurement metric", metric);
        Checks.finite(metric + " on " + corpus, value);
    }

    /** A value without an interval, on audio as it was recorded. */
    public static Measurement clean(String corpus, int speakers, String metric, double value) {
        return new Measurement(corpus, "clean", speakers, metric, value, Optional.empty());
    }

    /** A value without an interval, on audio that was put through a telephone line. */
    public static Measurement telephone(String corpus, int speakers, String metric, double value) {
        return new Measurement(corpus, "telephone", speakers, metric, value, Optional.empty());
    }

    /** This value with its interval. */
    public Measurement within(double low, double high) {
        return new Measurement(corpus, condition, speakers, metric, value, Optional.of(new Interval(low, high)));
    }
}
