package io.speecheq.inference.operator;

import static java.util.Objects.requireNonNull;

import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What an operator tells of its windows: how many by outcome, how many the network took at once, how long it needed. A
 * window that it failed on is counted under MODEL_FAILED. The task's thread owns it.
 */
final class InferenceMetrics {

    private static final int REMEMBERED = 1_000;

    private final Counter scored;
    private final Map<NotAssessed, Counter> notAssessed = new EnumMap<>(NotAssessed.class);
    private final Histogram batchWindows;
    private final Histogram scoreMicros;
    private int failedInARow;
    private boolean runsOnGpu;

    InferenceMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup("speecheq");
        scored = group.counter("windowsScored");
        for (NotAssessed reason : NotAssessed.values()) {
            notAssessed.put(reason, group.addGroup("reason", reason.name()).counter("windowsNotAssessed"));
        }
        batchWindows = group.histogram("batchWindows", new DescriptiveStatisticsHistogram(REMEMBERED));
        scoreMicros = group.histogram("scoreMicrosPerWindow", new DescriptiveStatisticsHistogram(REMEMBERED));
        group.gauge("windowsFailedInARow", () -> failedInARow);
        group.gauge("runsOnGpu", () -> runsOnGpu ? 1 : 0);
    }

    /** The network runs there from now on: 1 for a GPU, 0 for the CPU, also where {@code auto} fell back on it. */
    void runsOn(String device) {
        runsOnGpu = !device.equals("cpu");
    }

    /** A run of the network over a micro-batch of at least one window. */
    void batch(int windows, long nanos) {
        batchWindows.update(windows);
        scoreMicros.update(TimeUnit.NANOSECONDS.toMicros(nanos) / windows);
    }

    /** An event that leaves. */
    void emitted(EmotionWindow event) {
        NotAssessed reason = event.getNotAssessed();
        if (reason == null) {
            scored.inc();
            failedInARow = 0;
            return;
        }
        requireNonNull(notAssessed.get(reason)).inc();
        if (reason == NotAssessed.MODEL_FAILED) {
            failedInARow++;
        }
    }
}
