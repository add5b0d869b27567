package io.speecheq.dashboard.calls;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Puts each summary, or each alert, into its call's story. A tombstone, which carries the call id as its key, removes the
 * story; a record with neither key nor value says nothing.
 */
final class LatestStories<T extends SpecificRecord> extends ContextualProcessor<byte[], T, Void, Void> {

    /** A story with one more record. */
    interface Chapter<T> {
        CallStory added(CallStory story, T record, long arrivedMillis);
    }

    private final Duration retention;
    private final Function<T, String> callId;
    private final Chapter<T> chapter;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    private KeyValueStore<String, CallStory> stories;

    LatestStories(Duration retention, Function<T, String> callId, Chapter<T> chapter) {
        this.retention = retention;
        this.callId = callId;
        this.chapter = chapter;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        stories = context.getStateStore(LiveCalls.STORIES_STORE);
    }

    @Override
    public void process(Record<byte[], T> record) {
        T told = record.value();
        if (told == null) {
            if (record.key() != null) {
                stories.delete(new String(record.key(), StandardCharsets.UTF_8));
            }
            return;
        }
        boolean isOld = record.timestamp() <= context().currentSystemTimeMs() - retention.toMillis();
        if (!isOld) {
            String id = callId.apply(told);
            CallStory known = stories.get(id);
            stories.put(id, chapter.added(known == null ? CallStory.of(id) : known, told, record.timestamp()));
        }
    }
}
