package io.speecheq.streamfeatures.chunk;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** How many records an operator put aside, for each reason that it may give: the metric {@code deadLetters}, by {@code reason}. */
public final class DeadLetterCounters {

    private final Map<RejectReason, Counter> counters = new EnumMap<>(RejectReason.class);

    /** Registers a counter for each of the reasons, so that all of them are seen before the first record is put aside. */
    public DeadLetterCounters(MetricGroup speecheq, Set<RejectReason> reasons) {
        for (RejectReason reason : reasons) {
            counters.put(reason, speecheq.addGroup("reason", reason.name()).counter("deadLetters"));
        }
    }

    /** One more record was put aside. */
    public void count(RejectReason reason) {
        requireNonNull(counters.get(reason), reason::name).inc();
    }
}
