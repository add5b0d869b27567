package io.speecheq.trainer.evaluation;

import io.speecheq.schemas.card.Measurement;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network's results on labelled clips: a scoreboard for each corpus in each condition.
 *
 * @param boards by corpus, then condition
 */
public record Measurements(Map<String, Map<Condition, Scoreboard>> boards) {
    /** In a model card, before the name of a speaker that was measured on. */
    static final String UAR_OF_SPEAKER = "UAR/";

    /** Asks a network about clips in every condition. */
    public static Measurements of(Scorer scorer, List<AnalysedClip> clips) {
        return of(Arrays.stream(Condition.values())
                .flatMap(condition -> scorer.ask(clips, condition, Progress.silent()).stream())
                .toList());
    }

    /** Of answers that were given before; clips without an emotion label are left out. */
    public static Measurements of(List<ScoredClip> scored) {
        Map<String, Map<Condition, List<Prediction>>> grouped = new LinkedHashMap<>();
        for (ScoredClip clip : scored) {
            clip.prediction()
                    .ifPresent(prediction -> grouped.computeIfAbsent(
                                    clip.clip().corpus(), key -> new EnumMap<>(Condition.class))
                            .computeIfAbsent(clip.condition(), key -> new ArrayList<>())
                            .add(prediction));
        }
        Map<String, Map<Condition, Scoreboard>> boards = new LinkedHashMap<>();
        grouped.forEach((corpus, conditions) -> conditions.forEach(
                (condition, own) -> boards.computeIfAbsent(corpus, key -> new EnumMap<>(Condition.class))
                        .put(condition, new Scoreboard(own))));
        return new Measurements(boards);
    }

    /** What the intervals of these measurements are, for protocols. */
    public static String intervalsInWords() {
        return SpeakerBootstrap.STANDARD.inWords();
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
        String heard = condition.label();
        int speakers = board.speakers();
        board.estimates()
                .forEach((measure, estimate) -> into.add(new Measurement(
                        corpus, heard, speakers, measure.label(), estimate.value(), estimate.interval())));
        Map<String, Double> values = new LinkedHashMap<>();
        board.recalls().forEach((emotion, recall) -> values.put("recall/" + emotion, recall));
        board.bySpeaker()
                .forEach((speaker, own) -> values.put(UAR_OF_SPEAKER + speaker, own.unweightedAverageRecall()));
        Spread spread = board.recallOverSpeakers();
        values.put("UAR mean of speakers", spread.mean());
        values.put("UAR deviation of speakers", spread.deviation());
        values.forEach(
                (metric, value) -> into.add(new Measurement(corpus, heard, speakers, metric, value, Optional.empty())));
    }
}
