package io.speecheq.trainer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.trainer.evaluation.Measure;
import io.speecheq.trainer.evaluation.Spread;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.report.Table;
import io.speecheq.trainer.validation.CrossResults;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The results of a cross-validation as tables and as JSON: means over seeds and folds, and how far they lie apart. */
record CrossTables(CrossResults results) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** A row of text for each corpus, condition and measure. */
    void print(PrintWriter out) {
        out.printf("%n%-10s %-10s %-14s %-22s %s%n", "corpus", "condition", "measure", "over seeds", "over folds");
        for (List<String> row : rows()) {
            out.printf("%-10s %-10s %-14s %-22s %s%n", row.toArray());
        }
        out.flush();
    }

    Table table() {
        return new Table(
                "Mean ± standard deviation (lowest–highest): of the seeds, each with all its folds; and of single folds",
                List.of("corpus", "condition", "measure", "over seeds", "over folds"),
                rows());
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (String corpus : corpora()) {
            for (Condition condition : Condition.values()) {
                for (Measure measure : Measure.values()) {
                    Optional<Spread> seeds = results.overSeeds(corpus, condition, measure);
                    if (seeds.isPresent()) {
                        rows.add(List.of(
                                corpus,
                                condition.label(),
                                measure.label(),
                                words(seeds),
                                words(results.overFolds(corpus, condition, measure))));
                    }
                }
            }
        }
        return rows;
    }

    private List<String> corpora() {
        return List.copyOf(results.pooled().measurements().boards().keySet());
    }

    private static String words(Optional<Spread> spread) {
        return spread.map(values -> values.count() == 1
                        ? String.format(Locale.ROOT, "%.3f", values.mean())
                        : String.format(
                                Locale.ROOT,
                                "%.3f ± %.3f (%.2f–%.2f)",
                                values.mean(),
                                values.deviation(),
                                values.lowest(),
                                values.highest()))
                .orElse("–");
    }

    /** Writes every number of the table, with what was run. */
    void write(Path file, String command, String protocol) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("command", command).put("protocol", protocol);
        ArrayNode all = root.putArray("results");
        for (String corpus : corpora()) {
            for (Condition condition : Condition.values()) {
                ObjectNode one = all.addObject().put("corpus", corpus).put("condition", condition.label());
                ObjectNode measures = one.putObject("measures");
                for (Measure measure : Measure.values()) {
                    results.overSeeds(corpus, condition, measure).ifPresent(seeds -> {
                        ObjectNode values = measures.putObject(measure.key());
                        put(values.putObject("over_seeds"), seeds);
                        results.overFolds(corpus, condition, measure)
                                .ifPresent(folds -> put(values.putObject("over_folds"), folds));
                    });
                }
            }
        }
        Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    }

    static void put(ObjectNode into, Spread spread) {
        into.put("count", spread.count())
                .put("mean", spread.mean())
                .put("deviation", spread.deviation())
                .put("lowest", spread.lowest())
                .put("highest", spread.highest());
    }
}
