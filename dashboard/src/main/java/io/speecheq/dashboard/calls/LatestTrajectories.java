package io.speecheq.dashboard.calls;

import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.topic.TrajectoryKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps each channel's newest trajectory, tells its call, and lets calls leave that nothing was heard of for the
 * retention, with all that was told of them. A tombstone removes its channel at once; a record with neither
 * key nor value says nothing.
 */
final class LatestTrajectories extends ContextualProcessor<byte[], CallTrajectory, Void, Void> {

    private static final Duration MOST_BETWEEN_SWEEPS = Duration.ofMinutes(1);

    private final Duration retention;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    private LiveCallStore store;

    @SuppressWarnings("NullAway.Init") // As above.
    private KeyValueStore<String, LiveCall> calls;

    @SuppressWarnings("NullAway.Init") // As above.
    private KeyValueStore<String, CallStory> stories;

    @SuppressWarnings("NullAway.Init") // As above.
    private KeyValueStore<String, CallTrajectory> trajectories;

    LatestTrajectories(Duration retention) {
        this.retention = retention;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        store = LiveCallStore.of(context);
        calls = context.getStateStore(LiveCalls.CALLS_STORE);
        stories = context.getStateStore(LiveCalls.STORIES_STORE);
        trajectories = context.getStateStore(LiveCalls.TRAJECTORIES_STORE);
        Duration sweep = retention.compareTo(MOST_BETWEEN_SWEEPS) < 0 ? retention : MOST_BETWEEN_SWEEPS;
        context.schedule(sweep, PunctuationType.WALL_CLOCK_TIME, this::sweep);
    }

    @Override
    public void process(Record<byte[], CallTrajectory> record) {
        CallTrajectory trajectory = record.value();
        if (trajectory == null) {
            if (record.key() != null) {
                TrajectoryKey.parse(record.key()).ifPresent(this::forget);
            }
            return;
        }
        boolean isOld = record.timestamp() <= context().currentSystemTimeMs() - retention.toMillis();
        if (!isOld && store.told(trajectory, record.timestamp())) {
            trajectories.put(key(trajectory.getCallId(), trajectory.getChannel()), trajectory);
        }
    }

    private void forget(TrajectoryKey key) {
        trajectories.delete(key.text());
        if (store.remove(key.callId(), key.channel())) {
            stories.delete(key.callId());
        }
    }

    private void sweep(long nowMillis) {
        long oldestMillis = nowMillis - retention.toMillis();
        for (LiveCall call : leaving(calls, LiveCall::updatedMillis, oldestMillis)) {
            store.remove(call);
            call.channels().forEach(channel -> trajectories.delete(key(call.callId(), channel.channel())));
        }
        for (CallStory story : leaving(stories, CallStory::updatedMillis, oldestMillis)) {
            if (calls.get(story.callId()) == null) {
                stories.delete(story.callId());
            }
        }
    }

    private static <V> List<V> leaving(KeyValueStore<String, V> store, ToLongFunction<V> updated, long oldestMillis) {
        List<V> leaving = new ArrayList<>();
        try (KeyValueIterator<String, V> all = store.all()) {
            all.forEachRemaining(entry -> {
                if (updated.applyAsLong(entry.value) <= oldestMillis) {
                    leaving.add(entry.value);
                }
            });
        }
        return leaving;
    }

    static String key(String callId, String channel) {
        return new TrajectoryKey(callId, channel).text();
    }
}
