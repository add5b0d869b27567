package io.speecheq.trainer.evaluation;

import io.speecheq.schemas.card.Measurement;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.features.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A network's results on labelled clips: a scoreboard for each corpus in each condition.
 *
 * @param boards by corpus, then condition
 */
public record Measurements(Map<String, Map<Condition, Scoreboard>> boards) {
    public static Measurements of(Scorer scorer, List<AnalysedClip> clips) {
        Map<String, Map<Condition, Scoreboard>> boards = new LinkedHashMap<>();
        for (Condition condition : Condition.values()) {
            scorer.predict(clips, condition).stream()
                    .collect(Collectors.groupingBy(p -> p.clip().corpus(), LinkedHashMap::new, Collectors.toList()))
                    .forEach((corpus, predictions) -> boards.computeIfAbsent(corpus, key -> new LinkedHashMap<>())
                            .put(condition, new Scoreboard(predictions)));
        }
        return new Measurements(boards);
    }

    /** Mean over corpora and conditions of the unweighted average recall. */
    public double meanRecall() {
        return boards.values().stream()
                .flatMap(conditions -> conditions.values().stream())
                .mapToDouble(Scoreboard::unweightedAverageRecall)
                .average()
                .orElseThrow();
    }

    public List<Prediction> predictions(Condition condition) {
        return boards.values().stream()
                .flatMap(conditions -> Optional.ofNullable(conditions.get(condition)).stream())
                .flatMap(board -> board.predictions().stream())
                .toList();
    }

    /** The results as a model card tells them. */
    public List<Measurement> forCard() {
        List<Measurement> all = new ArrayList<>();
        boards.forEach((corpus, conditions) ->
                conditions.forEach((condition, board) -> addAll(corpus, condition, board, all)));
        return all;
    }

    private static void addAll(String corpus, Condition condition, Scoreboard board, List<Measurement> into) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("UAR", board.unweightedAverageRecall());
        values.put("WA", board.weightedAccuracy());
        values.put("ECE", board.calibrationError());
        board.intensityError().ifPresent(value -> values.put("intensity MSE", value));
        board.intensityConcordance().ifPresent(value -> values.put("intensity CCC", value));
        board.recalls().forEach((emotion, recall) -> values.put("recall/" + emotion, recall));
        board.bySpeaker().forEach((speaker, own) -> values.put("UAR/" + speaker, own.unweightedAverageRecall()));
        values.forEach((metric, value) -> into.add(
                new Measurement(corpus, condition.label(), board.speakers(), metric, value, Optional.empty())));
    }
}
