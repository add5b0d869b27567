package io.speecheq.dashboard.calls;

import io.speecheq.schemas.record.EmotionWindow;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Puts each emotion window into its call; a window that reached the topic longer ago than the retention is passed over. */
final class LatestWindows extends ContextualProcessor<byte[], EmotionWindow, Void, Void> {

    private final Duration retention;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    private LiveCallStore calls;

    LatestWindows(Duration retention) {
        this.retention = retention;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        calls = LiveCallStore.of(context);
    }

    @Override
    public void process(Record<byte[], EmotionWindow> record) {
        boolean isOld = record.timestamp() <= context().currentSystemTimeMs() - retention.toMillis();
        if (record.value() != null && !isOld) {
            calls.heard(record.value(), record.timestamp());
        }
    }
}
