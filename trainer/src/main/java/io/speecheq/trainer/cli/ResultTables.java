package io.speecheq.trainer.cli;

import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.trainer.evaluation.Estimate;
import io.speecheq.trainer.evaluation.Measure;
import io.speecheq.trainer.evaluation.Measurements;
import io.speecheq.trainer.evaluation.Scoreboard;
import io.speecheq.trainer.evaluation.Spread;
import io.speecheq.trainer.features.Condition;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as tables of text. */
record ResultTables(PrintWriter out) {
    /** Of a measure with its interval. */
    private static final int WIDTH = 18;

    void print(Measurements measured) {
        out.printf("%n%-10s %-10s %6s %8s", "corpus", "condition", "clips", "speakers");
        for (Measure measure : Measure.values()) {
            out.printf(" %-" + WIDTH + "s", measure.label());
        }
        out.println();
        measured.boards()
                .forEach((corpus, conditions) ->
                        conditions.forEach((condition, board) -> printRow(corpus, condition, board)));
        out.println(Measurements.intervalsInWords());
        measured.boards().forEach((corpus, conditions) -> {
            Scoreboard board = conditions.get(Condition.CLEAN);
            if (board != null) {
                printSpeakers(corpus, board);
                printConfusion(corpus, board);
            }
        });
        out.flush();
    }

    private void printRow(String corpus, Condition condition, Scoreboard board) {
        out.printf(
                "%-10s %-10s %6d %8d",
                corpus, condition.label(), board.predictions().size(), board.speakers());
        Map<Measure, Estimate> estimates = board.estimates();
        for (Measure measure : Measure.values()) {
            Estimate estimate = estimates.get(measure);
            out.printf(" %-" + WIDTH + "s", estimate == null ? "-" : words(estimate));
        }
        out.println();
    }

    private static String words(Estimate estimate) {
        return String.format(Locale.ROOT, "%.3f", estimate.value())
                + estimate.interval()
                        .map(range -> String.format(Locale.ROOT, " (%.2f-%.2f)", range.low(), range.high()))
                        .orElse("");
    }

    private void printSpeakers(String corpus, Scoreboard board) {
        Spread spread = board.recallOverSpeakers();
        out.printf(
                Locale.ROOT,
                "%n%s, UAR of each speaker (mean %.3f, deviation %.3f):",
                corpus,
                spread.mean(),
                spread.deviation());
        board.bySpeaker().forEach((speaker, own) -> out.printf("  %s %.3f", speaker, own.unweightedAverageRecall()));
        out.println();
    }

    private void printConfusion(String corpus, Scoreboard board) {
        List<EmotionCategory> occurring = Arrays.stream(EmotionCategory.values())
                .filter(emotion -> board.predictions().stream()
                        .anyMatch(p -> p.gold() == emotion || p.opinion().emotion() == emotion))
                .toList();
        out.printf("%n%s, labelled (rows) and told (columns):%n%-14s", corpus, "");
        occurring.forEach(told -> out.printf(" %12s", told));
        for (EmotionCategory gold : occurring) {
            out.printf("%n%-14s", gold);
            occurring.forEach(told -> out.printf(" %12d", board.confused(gold, told)));
        }
        out.println();
    }
}
