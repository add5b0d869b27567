package io.speecheq.trainer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.trainer.evaluation.Measure;
import io.speecheq.trainer.evaluation.PairedDifference;
import io.speecheq.trainer.evaluation.Spread;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.report.Table;
import io.speecheq.trainer.validation.Ablation.Plainer;
import io.speecheq.trainer.validation.Ablation.Variant;
import io.speecheq.trainer.validation.CrossResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an ablation found, as tables and as JSON: each row's measures, and how the rows differ that are one part apart.
 *
 * @param results of each row that was run, on each tested corpus
 */
record AblationTables(Set<String> tested, Map<Variant, Map<String, CrossResults>> results) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final List<Measure> SHOWN = List.of(Measure.WA, Measure.UAR, Measure.UAI, Measure.INTENSITY_MSE);
    private static final List<Measure> COMPARED = List.of(Measure.UAR, Measure.UAI);
    private static final String NOTHING = "–";

    /** The measures of each row. */
    Table measures() {
        List<String> columns = new ArrayList<>(List.of("network", "MsUD", "MTL"));
        for (String corpus : tested) {
            SHOWN.forEach(measure -> columns.add(corpus + " " + measure.label()));
            columns.add(corpus + " UAR by telephone");
        }
        List<List<String>> rows = new ArrayList<>();
        results.forEach((variant, own) -> rows.add(row(variant, own)));
        return new Table("Clips as recorded, unless said; mean ± deviation over seeds", columns, rows);
    }

    private List<String> row(Variant variant, Map<String, CrossResults> own) {
        List<String> row = new ArrayList<>(
                List.of(variant.network(), variant.unified() ? "yes" : "no", variant.multitask() ? "yes" : "no"));
        own.forEach((corpus, result) -> {
            SHOWN.forEach(measure -> row.add(words(result.overSeeds(corpus, Condition.CLEAN, measure))));
            row.add(words(result.overSeeds(corpus, Condition.TELEPHONE, Measure.UAR)));
        });
        return row;
    }

    private static String words(Optional<Spread> spread) {
        return spread.map(values -> values.count() == 1
                        ? String.format(Locale.ROOT, "%.3f", values.mean())
                        : String.format(Locale.ROOT, "%.3f ± %.3f", values.mean(), values.deviation()))
                .orElse(NOTHING);
    }

    /** What each part brings, where the rows with and without it were run. */
    Table differences() {
        List<String> columns = new ArrayList<>(List.of("gain of", "in"));
        for (String corpus : tested) {
            COMPARED.forEach(measure -> columns.add(corpus + " " + measure.label()));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Variant variant : results.keySet()) {
            for (Plainer other : variant.plainer()) {
                if (results.containsKey(other.variant())) {
                    rows.add(row(variant, other));
                }
            }
        }
        return new Table(
                "Differences on the same clips as recorded: 95 % of 1000 draws of speakers, for how many of them it is higher, and each seed's own",
                columns, rows);
    }

    private List<String> row(Variant variant, Plainer other) {
        List<String> row = new ArrayList<>(List.of(other.part(), other.setting()));
        for (String corpus : tested) {
            COMPARED.forEach(measure -> row.add(words(differencesOf(other.variant(), variant, corpus, measure))));
        }
        return row;
    }

    /** That of all seeds together, then each seed's; none where the rows were not asked the same. */
    private List<PairedDifference> differencesOf(Variant before, Variant after, String corpus, Measure measure) {
        CrossResults first = results.getOrDefault(before, Map.of()).get(corpus);
        CrossResults second = results.getOrDefault(after, Map.of()).get(corpus);
        List<PairedDifference> differences = new ArrayList<>();
        if (first != null && second != null) {
            difference(first, second, corpus, measure).ifPresent(differences::add);
            for (int i = 0; i < Math.min(first.seeds().size(), second.seeds().size()); i++) {
                difference(first.ofSeed(i), second.ofSeed(i), corpus, measure).ifPresent(differences::add);
            }
        }
        return differences;
    }

    private static Optional<PairedDifference> difference(
            CrossResults first, CrossResults second, String corpus, Measure measure) {
        return PairedDifference.of(first.of(corpus, Condition.CLEAN), second.of(corpus, Condition.CLEAN), measure);
    }

    private static String words(List<PairedDifference> differences) {
        if (differences.isEmpty()) {
            return NOTHING;
        }
        PairedDifference all = differences.get(0);
        String interval = all.interval()
                .map(of -> String.format(Locale.ROOT, " (%+.3f to %+.3f)", of.low(), of.high()))
                .orElse("");
        String seeds = differences.size() <= 2
                ? ""
                : differences.stream()
                        .skip(1)
                        .map(own -> String.format(Locale.ROOT, "%+.3f", own.value()))
                        .collect(Collectors.joining(", ", " [", "]"));
        return String.format(
                Locale.ROOT, "%+.3f%s, %d of %d%s", all.value(), interval, all.higher(), all.speakers(), seeds);
    }

    /** Writes every number of the tables, with what was run. */
    void write(Path file, String command, String protocol) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("command", command).put("protocol", protocol);
        ArrayNode rows = root.putArray("rows");
        results.forEach((variant, own) -> own.forEach((corpus, result) -> {
            ObjectNode row = rows.addObject().put("row", variant.folder()).put("corpus", corpus);
            for (Condition condition : Condition.values()) {
                ObjectNode measures = row.putObject(condition.label());
                for (Measure measure : Measure.values()) {
                    result.overSeeds(corpus, condition, measure)
                            .ifPresent(spread -> CrossTables.put(measures.putObject(measure.key()), spread));
                }
            }
        }));
        ArrayNode differences = root.putArray("differences");
        results.forEach((variant, own) -> variant.plainer()
                .forEach(other -> own.keySet()
                        .forEach(corpus ->
                                COMPARED.forEach(measure -> put(other, variant, corpus, measure, differences)))));
        Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    }

    private void put(Plainer other, Variant variant, String corpus, Measure measure, ArrayNode into) {
        List<PairedDifference> all = differencesOf(other.variant(), variant, corpus, measure);
        if (!all.isEmpty()) {
            ObjectNode one = into.addObject()
                    .put("part", other.part())
                    .put("without", other.variant().folder())
                    .put("with", variant.folder())
                    .put("corpus", corpus)
                    .put("measure", measure.key())
                    .put("value", all.get(0).value())
                    .put("higher", all.get(0).higher())
                    .put("speakers", all.get(0).speakers());
            all.get(0).interval().ifPresent(of -> one.put("low", of.low()).put("high", of.high()));
            ArrayNode seeds = one.putArray("of_seeds");
            all.stream().skip(1).forEach(own -> seeds.add(own.value()));
        }
    }
}
