package io.speecheq.trainer.cli;

import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.trainer.evaluation.Measurements;
import io.speecheq.trainer.evaluation.Scoreboard;
import io.speecheq.trainer.features.Condition;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Results as tables of text. */
record ResultTables(PrintWriter out) {
    void print(Measurements measured) {
        out.printf(
                "%n%-10s %-10s %6s %8s %6s %6s %6s %8s %8s%n",
                "corpus", "condition", "clips", "speakers", "UAR", "WA", "ECE", "int. MSE", "int. CCC");
        measured.boards()
                .forEach((corpus, conditions) ->
                        conditions.forEach((condition, board) -> printRow(corpus, condition, board)));
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
                "%-10s %-10s %6d %8d %6.3f %6.3f %6.3f %8s %8s%n",
                corpus,
                condition.label(),
                board.predictions().size(),
                board.speakers(),
                board.unweightedAverageRecall(),
                board.weightedAccuracy(),
                board.calibrationError(),
                orDash(board.intensityError()),
                orDash(board.intensityConcordance()));
    }

    private static String orDash(OptionalDouble value) {
        return value.isPresent() ? "%.3f".formatted(value.getAsDouble()) : "-";
    }

    private void printSpeakers(String corpus, Scoreboard board) {
        out.printf("%n%s, UAR of each speaker:", corpus);
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
