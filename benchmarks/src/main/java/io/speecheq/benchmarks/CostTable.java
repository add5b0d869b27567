package io.speecheq.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What each step costs for one second of one channel, as shares: machines differ, ratios less. A step over audio does 3 s
 * at a time, so a second costs a third of it; a window is scored every second, so a second costs one.
 */
final class CostTable {

    private static final double MICROS_PER_SECOND = 1e6;

    /** @param microsPerSecond processor time for one second of a channel */
    private record Row(String step, double microsPerSecond, double relativeError, boolean network) {}

    private final List<Row> rows;

    private CostTable(List<Row> rows) {
        this.rows = rows;
    }

    static CostTable of(Collection<RunResult> results) {
        List<Row> rows = new ArrayList<>();
        for (RunResult run : results) {
            Result<?> result = run.getPrimaryResult();
            String name = run.getParams().getBenchmark();
            boolean network = name.startsWith(NetworkBenchmark.class.getName());
            double micros = result.getScore() / (network ? 1 : Audio.SECONDS);
            rows.add(new Row(step(run.getParams()), micros, result.getScoreError() / result.getScore(), network));
        }
        return new CostTable(rows);
    }

    private static String step(BenchmarkParams params) {
        String name = params.getBenchmark();
        StringJoiner parameters = new StringJoiner(", ", " (", ")").setEmptyValue("");
        for (String key : params.getParamsKeys()) {
            if (!params.getParam(key).isEmpty()) {
                parameters.add(key + " " + params.getParam(key));
            }
        }
        return name.substring(name.lastIndexOf('.') + 1) + parameters;
    }

    String print() {
        OptionalDouble network = rows.stream()
                .filter(Row::network)
                .mapToDouble(Row::microsPerSecond)
                .findFirst();
        StringJoiner table = new StringJoiner("\n");
        table.add("")
                .add(String.format(
                        Locale.ROOT,
                        "%-60s %14s %12s %14s %8s",
                        "step",
                        "ms per second",
                        "x real time",
                        "of a score",
                        "+/-"));
        for (Row row : rows) {
            double ofScore = network.isPresent() ? row.microsPerSecond() / network.getAsDouble() : Double.NaN;
            table.add(String.format(
                    Locale.ROOT,
                    "%-60s %14.3f %12.0f %14s %8s",
                    row.step(),
                    row.microsPerSecond() / 1_000,
                    MICROS_PER_SECOND / row.microsPerSecond(),
                    percent(ofScore),
                    percent(row.relativeError())));
        }
        return table.toString();
    }

    private static String percent(double ratio) {
        return Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * ratio);
    }
}
