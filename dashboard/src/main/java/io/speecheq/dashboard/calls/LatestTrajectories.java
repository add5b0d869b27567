package io.speecheq.dashboard.calls;

import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.topic.TrajectoryKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps each channel's newest trajectory, tells its call, and lets calls leave that nothing was heard of for the
 * retention. A tombstone removes its channel at once.
 */
final class LatestTrajectories extends ContextualProcessor<byte[], CallTrajectory, Void, Void> {

    private static final Duration MOST_BETWEEN_SWEEPS = Duration.ofMinutes(1);

    private final Duration retention;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    private KeyValueStore<String, LiveCall> calls;

    @SuppressWarnings("NullAway.Init") // As above.
    private KeyValueStore<String, CallTrajectory> trajectories;

    LatestTrajectories(Duration retention) {
        this.retention = retention;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        calls = context.getStateStore(LiveCalls.CALLS_STORE);
        trajectories = context.getStateStore(LiveCalls.TRAJECTORIES_STORE);
        Duration sweep = retention.compareTo(MOST_BETWEEN_SWEEPS) < 0 ? retention : MOST_BETWEEN_SWEEPS;
        context.schedule(sweep, PunctuationType.WALL_CLOCK_TIME, this::sweep);
    }

    @Override
    public void process(Record<byte[], CallTrajectory> record) {
        CallTrajectory trajectory = record.value();
        LiveCallStore store = new LiveCallStore(calls);
        if (trajectory == null) {
            TrajectoryKey.parse(record.key()).ifPresent(key -> {
                trajectories.delete(key.text());
                store.remove(key.callId(), key.channel());
            });
            return;
        }
        boolean isOld = record.timestamp() <= context().currentSystemTimeMs() - retention.toMillis();
        if (!isOld && store.told(trajectory, record.timestamp())) {
            trajectories.put(key(trajectory.getCallId(), trajectory.getChannel()), trajectory);
        }
    }

    private void sweep(long nowMillis) {
        List<LiveCall> leaving = new ArrayList<>();
        try (KeyValueIterator<String, LiveCall> all = calls.all()) {
            while (all.hasNext()) {
                KeyValue<String, LiveCall> entry = all.next();
                if (entry.value.updatedMillis() <= nowMillis - retention.toMillis()) {
                    leaving.add(entry.value);
                }
            }
        }
        for (LiveCall call : leaving) {
            calls.delete(call.callId());
            call.channels().forEach(channel -> trajectories.delete(key(call.callId(), channel.channel())));
        }
    }

    static String key(String callId, String channel) {
        return new TrajectoryKey(callId, channel).text();
    }
}
