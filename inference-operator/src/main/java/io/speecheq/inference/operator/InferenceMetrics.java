package io.speecheq.inference.operator;

import static java.util.Objects.requireNonNull;

import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What an operator tells of its windows: how many by outcome, how many the network took at once, how long it needed,
 * how old the audio was when the event left, and which release scored last. A
 * window that it failed on is counted under MODEL_FAILED. The task's thread owns it.
 */
final class InferenceMetrics {

    private static final int REMEMBERED = 1_000;

    private final Counter scored;
    private final Map<NotAssessed, Counter> notAssessed = new EnumMap<>(NotAssessed.class);
    private final Histogram batchWindows;
    private final Histogram scoreMicros;
    private final Histogram audioToEventMillis;
    /** {@code audioMillis} of the windows that have come and whose events have not left, in their order. */
    private final Deque<Long> underWay = new ArrayDeque<>();

    private int failedInARow;
    private boolean runsOnGpu;
    private String release = "";

    /** @param failedOpenings how often a network could not be opened, whenever it is asked */
    InferenceMetrics(MetricGroup operator, LongSupplier failedOpenings) {
        MetricGroup group = operator.addGroup("speecheq");
        scored = group.counter("windowsScored");
        for (NotAssessed reason : NotAssessed.values()) {
            notAssessed.put(reason, group.addGroup("reason", reason.name()).counter("windowsNotAssessed"));
        }
        batchWindows = group.histogram("batchWindows", new DescriptiveStatisticsHistogram(REMEMBERED));
        scoreMicros = group.histogram("scoreMicrosPerWindow", new DescriptiveStatisticsHistogram(REMEMBERED));
        audioToEventMillis = group.histogram("audioToEventMillis", new DescriptiveStatisticsHistogram(REMEMBERED));
        group.gauge("release", () -> release);
        group.gauge("windowsFailedInARow", () -> failedInARow);
        group.gauge("modelOpeningsFailed", failedOpenings::getAsLong);
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

    /** A window that comes: each is followed by its event, in the same order. */
    void came(long audioMillis) {
        underWay.add(audioMillis);
    }

    /** The event of the first window that was under way leaves at that time. */
    void left(long nowMillis) {
        long audioMillis = underWay.remove();
        if (audioMillis > 0) {
            audioToEventMillis.update(Math.max(nowMillis - audioMillis, 0));
        }
    }

    /** An event that leaves. */
    void emitted(EmotionWindow event) {
        NotAssessed reason = event.getNotAssessed();
        if (reason == null) {
            scored.inc();
            failedInARow = 0;
            release = event.getModel();
            return;
        }
        requireNonNull(notAssessed.get(reason)).inc();
        if (reason == NotAssessed.MODEL_FAILED) {
            failedInARow++;
        }
    }
}
