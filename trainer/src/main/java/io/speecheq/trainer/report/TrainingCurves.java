package io.speecheq.trainer.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run's numbers over its epochs.
 *
 * @param curves by the columns of the run's {@code metrics.csv}, in their order
 */
record TrainingCurves(Map<String, Curve> curves) {
    private static final CsvMapper CSV = new CsvMapper();
    private static final String EPOCH = "epoch";

    /** Points in the order of epochs; an epoch without a value has none. */
    record Curve(List<Double> epochs, List<Double> values) {
        private void add(double epoch, double value) {
            epochs.add(epoch);
            values.add(value);
        }
    }

    /**
     * The columns of numbers of a file; what is empty or no number is left out.
     *
     * @throws IOException when the file cannot be read as CSV
     */
    static TrainingCurves read(Path file) throws IOException {
        Map<String, Curve> curves = new LinkedHashMap<>();
        try (Reader in = Files.newBufferedReader(file);
                MappingIterator<Map<String, String>> lines = CSV.readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(in)) {
            for (int line = 1; lines.hasNextValue(); line++) {
                Map<String, String> cells = lines.nextValue();
                double number = number(cells.getOrDefault(EPOCH, ""));
                double epoch = Double.isNaN(number) ? line : number;
                cells.forEach((column, cell) -> add(column, epoch, number(cell), curves));
            }
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": " + e.getOriginalMessage(), e);
        }
        return new TrainingCurves(curves);
    }

    /** Of several runs, the mean of each column at each epoch over those that have a value there. */
    static TrainingCurves mean(List<TrainingCurves> runs) {
        Map<String, SortedMap<Double, List<Double>>> values = new LinkedHashMap<>();
        for (TrainingCurves run : runs) {
            run.curves.forEach((column, curve) -> {
                SortedMap<Double, List<Double>> byEpoch = values.computeIfAbsent(column, key -> new TreeMap<>());
                for (int i = 0; i < curve.epochs().size(); i++) {
                    byEpoch.computeIfAbsent(curve.epochs().get(i), key -> new ArrayList<>())
                            .add(curve.values().get(i));
                }
            });
        }
        Map<String, Curve> curves = new LinkedHashMap<>();
        values.forEach((column, byEpoch) -> byEpoch.forEach((epoch, all) -> add(
                column,
                epoch,
                all.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                curves)));
        return new TrainingCurves(curves);
    }

    private static void add(String column, double epoch, double value, Map<String, Curve> into) {
        if (Double.isFinite(value) && !column.equals(EPOCH)) {
            into.computeIfAbsent(column, key -> new Curve(new ArrayList<>(), new ArrayList<>()))
                    .add(epoch, value);
        }
    }

    private static double number(String cell) {
        try {
            return Double.parseDouble(cell.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The curves whose column begins with one of these. */
    TrainingCurves beginningWith(String... prefixes) {
        Map<String, Curve> chosen = new LinkedHashMap<>();
        curves.forEach((column, curve) -> {
            if (List.of(prefixes).stream().anyMatch(column::startsWith)) {
                chosen.put(column, curve);
            }
        });
        return new TrainingCurves(chosen);
    }

    double lastEpoch() {
        return curves.values().stream()
                .flatMap(curve -> curve.epochs().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
    }

    double highest() {
        return curves.values().stream()
                .flatMap(curve -> curve.values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
    }

    double lowest() {
        return curves.values().stream()
                .flatMap(curve -> curve.values().stream())
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(0);
    }
}
