package io.speecheq.app.health;

import io.speecheq.app.health.FlinkRest.OperatorMetric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A job's metrics as Flink tells them at one moment. What it does not tell is missing, and never 0.
 *
 * @param restarts since the job's start
 * @param uptimeMillis since the last restart
 * @param operators those of our group
 * @param releases that subtasks scored with last; none before the first window
 */
record JobMetrics(
        Optional<Double> restarts,
        Optional<Double> uptimeMillis,
        List<OperatorMetric> operators,
        Set<String> releases) {

    static final String RESTARTS = "numRestarts";
    static final String UPTIME = "uptime";
    static final String FAILED_IN_A_ROW = "windowsFailedInARow";

    JobMetrics {
        operators = List.copyOf(operators);
        releases = Collections.unmodifiableSet(new TreeSet<>(releases));
    }

    /** The names of those without which nothing can be said of the job. */
    List<String> untold() {
        List<String> untold = new ArrayList<>();
        if (uptimeMillis.isEmpty()) {
            untold.add(UPTIME);
        }
        if (restarts.isEmpty()) {
            untold.add(RESTARTS);
        }
        if (!tellsOfNetwork()) {
            untold.add(FAILED_IN_A_ROW);
        }
        return untold;
    }

    /** Whether the operator that scores has told anything. */
    boolean tellsOfNetwork() {
        return operators.stream().anyMatch(metric -> isOf(metric, FAILED_IN_A_ROW));
    }

    /** Over all operators that have it. */
    long sum(String name) {
        return (long) operators.stream()
                .filter(metric -> isOf(metric, name))
                .mapToDouble(OperatorMetric::sum)
                .sum();
    }

    /** The largest of any subtask. */
    long max(String name) {
        return (long) operators.stream()
                .filter(metric -> isOf(metric, name))
                .mapToDouble(OperatorMetric::max)
                .max()
                .orElse(0);
    }

    private static boolean isOf(OperatorMetric metric, String name) {
        return metric.id().endsWith("." + name);
    }
}
