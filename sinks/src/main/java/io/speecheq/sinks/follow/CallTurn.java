package io.speecheq.sinks.follow;

import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.sinks.alert.AlertRuleBook;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;

/**
 * One record or timer of a call, while it is worked on: by which rules, when, and where to what comes of it.
 *
 * @param rules those in force
 * @param alerts takes the alerts
 * @param calls takes the summaries
 */
record CallTurn(
        String callId,
        AlertRuleBook rules,
        TimerService timers,
        Consumer<EmotionAlert> alerts,
        Collector<CallSummary> calls) {

    /** Processing time. */
    long nowMillis() {
        return timers.currentProcessingTime();
    }
}
