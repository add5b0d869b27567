package io.speecheq.trainer.evaluation;

import io.speecheq.schemas.card.Interval;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Percentile intervals of 95 % by the cluster bootstrap (Efron and Tibshirani 1993, ch. 13): speakers are drawn with
 * replacement, each with all its clips, since clips of one speaker are no independent witnesses. With few speakers the
 * intervals are too narrow rather than too wide.
 *
 * @param draws how many times as many speakers are drawn as there are
 */
record SpeakerBootstrap(int draws, long seed) {
    static final double LEVEL = 0.95;
    static final SpeakerBootstrap STANDARD = new SpeakerBootstrap(1000, 1);

    /** What an interval is, for protocols. */
    String inWords() {
        return ("Intervals are 95 %% percentile intervals of a bootstrap over speakers "
                        + "(all clips of a speaker together, %d draws, seed %d).")
                .formatted(draws, seed);
    }

    /** An interval of each measure that has one and is defined in most draws; none with fewer than two speakers. */
    Map<Measure, Interval> intervals(Collection<Tally> bySpeaker) {
        Map<Measure, Interval> intervals = new EnumMap<>(Measure.class);
        List<Tally> speakers = List.copyOf(bySpeaker);
        if (speakers.size() < 2) {
            return intervals;
        }
        List<Tally> drawn = drawn(speakers);
        for (Measure measure : Measure.values()) {
            if (measure.hasInterval()) {
                interval(drawn.stream().map(measure::of)).ifPresent(interval -> intervals.put(measure, interval));
            }
        }
        return intervals;
    }

    /**
     * An interval of how much higher a measure is in the second; none with fewer than two speakers.
     *
     * @param first of each speaker, in the order of {@code second}
     */
    Optional<Interval> ofDifference(Measure measure, List<Tally> first, List<Tally> second) {
        if (first.size() < 2) {
            return Optional.empty();
        }
        List<Tally> before = drawn(first);
        List<Tally> after = drawn(second);
        return interval(IntStream.range(0, draws).mapToObj(draw -> {
            OptionalDouble one = measure.of(before.get(draw));
            OptionalDouble other = measure.of(after.get(draw));
            return one.isPresent() && other.isPresent()
                    ? OptionalDouble.of(other.getAsDouble() - one.getAsDouble())
                    : OptionalDouble.empty();
        }));
    }

    /** Sums over drawn speakers; which are drawn depends on their number alone. */
    private List<Tally> drawn(List<Tally> speakers) {
        Random random = new Random(seed);
        return IntStream.range(0, draws)
                .mapToObj(draw -> drawOnce(speakers, random))
                .toList();
    }

    private static Tally drawOnce(List<Tally> speakers, Random random) {
        Tally sum = new Tally();
        for (int i = 0; i < speakers.size(); i++) {
            sum.add(speakers.get(random.nextInt(speakers.size())));
        }
        return sum;
    }

    private Optional<Interval> interval(Stream<OptionalDouble> drawn) {
        double[] values = drawn.flatMapToDouble(OptionalDouble::stream).sorted().toArray();
        if (values.length * 2 < draws) {
            return Optional.empty();
        }
        return Optional.of(new Interval(quantile(values, (1 - LEVEL) / 2), quantile(values, (1 + LEVEL) / 2)));
    }

    /** Between the two nearest of sorted values (Hyndman and Fan 1996, type 7). */
    static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
