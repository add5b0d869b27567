package io.speecheq.trainer.validation;

import io.speecheq.trainer.evaluation.Measure;
import io.speecheq.trainer.evaluation.Measurements;
import io.speecheq.trainer.evaluation.Prediction;
import io.speecheq.trainer.evaluation.Predictions;
import io.speecheq.trainer.evaluation.Scoreboard;
import io.speecheq.trainer.evaluation.Spread;
import io.speecheq.trainer.features.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What the networks of a cross-validation said, for each seed; every seed has at least one fold. */
public record CrossResults(List<OfSeed> seeds) {
    /** The answers of one seed's folds, in their order. */
    public record OfSeed(long seed, List<Predictions> folds) {
        public OfSeed {
            folds = List.copyOf(folds);
        }

        /** Of all folds together: each test clip once. */
        public Predictions pooled() {
            return folds.stream().reduce(new Predictions(List.of()), Predictions::and);
        }
    }

    public CrossResults {
        seeds = List.copyOf(seeds);
    }

    /** The answers of every seed, one after the other. */
    public Predictions pooled() {
        return seeds.stream().map(OfSeed::pooled).reduce(new Predictions(List.of()), Predictions::and);
    }

    /** One seed's alone, counted from 0. */
    public CrossResults ofSeed(int index) {
        return new CrossResults(List.of(seeds.get(index)));
    }

    /** A measure of each seed's pooled answers: how much chance in training matters. */
    public Optional<Spread> overSeeds(String corpus, Condition condition, Measure measure) {
        return spread(seeds.stream().map(OfSeed::pooled), corpus, condition, measure);
    }

    /** A measure of each fold of each seed: how much it matters who is tested. */
    public Optional<Spread> overFolds(String corpus, Condition condition, Measure measure) {
        return spread(seeds.stream().flatMap(seed -> seed.folds().stream()), corpus, condition, measure);
    }

    /** What the networks of every seed said of a corpus in one condition; empty where there is nothing. */
    public List<Prediction> of(String corpus, Condition condition) {
        return board(pooled().measurements(), corpus, condition)
                .map(Scoreboard::predictions)
                .orElse(List.of());
    }

    private static Optional<Scoreboard> board(Measurements measured, String corpus, Condition condition) {
        return Optional.ofNullable(
                measured.boards().getOrDefault(corpus, Map.of()).get(condition));
    }

    private static Optional<Spread> spread(
            Stream<Predictions> parts, String corpus, Condition condition, Measure measure) {
        List<Double> values = parts.map(Predictions::measurements)
                .map(measured -> value(measured, corpus, condition, measure))
                .flatMapToDouble(OptionalDouble::stream)
                .boxed()
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    private static OptionalDouble value(Measurements measured, String corpus, Condition condition, Measure measure) {
        return board(measured, corpus, condition)
                .map(board -> board.measure(measure))
                .orElse(OptionalDouble.empty());
    }
}
