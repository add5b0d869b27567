package io.speecheq.sinks.trajectory;

import io.speecheq.schemas.codec.RecordTrust;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.topic.TrajectoryKey;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Follows every channel of every call: emotion windows and channel ends in, trajectories out. Keyed by call and channel.
 *
 * <p>A channel that lives is told of at once, then at most once an interval; its last revision goes out as soon as its
 * end and all its windows have been seen, in whatever order. After that a tombstone swallows what is late, and counts it
 * in the metric {@code lateForTrajectory}.
 */
public final class EmotionsToTrajectories
        extends KeyedCoProcessFunction<String, EmotionWindow, ChannelClosed, CallTrajectory> {

    private static final String UID = "emotions-to-trajectories";

    private final TrajectoryOptions options;
    private transient ValueState<ChannelTrajectory> living;

    /** Processing time until which an ended channel is remembered. */
    private transient ValueState<Long> endedUntilMillis;

    private transient Counter late;

    EmotionsToTrajectories(TrajectoryOptions options) {
        this.options = options;
    }

    /** The trajectories of the channels whose windows and ends these are. */
    public static SingleOutputStreamOperator<CallTrajectory> of(
            DataStream<EmotionWindow> emotions, DataStream<ChannelClosed> closings, TrajectoryOptions options) {
        RecordTrust.grant();
        return emotions.keyBy(EmotionsToTrajectories::key, Types.STRING)
                .connect(closings.keyBy(EmotionsToTrajectories::key, Types.STRING))
                .process(new EmotionsToTrajectories(options), new AvroTypeInfo<>(CallTrajectory.class))
                .name("Trajectories")
                .uid(UID);
    }

    static String key(EmotionWindow window) {
        return new TrajectoryKey(window.getCallId(), window.getChannel()).text();
    }

    static String key(ChannelClosed closed) {
        return new TrajectoryKey(closed.getCallId(), closed.getChannel()).text();
    }

    @Override
    public void open(OpenContext context) {
        RecordTrust.grant();
        living = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("trajectory", ChannelTrajectorySerializer.INSTANCE));
        endedUntilMillis = getRuntimeContext().getState(new ValueStateDescriptor<>("ended-until", Types.LONG));
        late = getRuntimeContext()
                .getMetricGroup()
                .addGroup("speecheq")
                .counter("lateForTrajectory", new SimpleCounter());
    }

    @Override
    public void processElement1(EmotionWindow window, Context context, Collector<CallTrajectory> out)
            throws IOException {
        if (endedUntilMillis.value() != null) {
            late.inc();
            return;
        }
        ChannelTrajectory channel = channel(window.getCallId(), window.getChannel());
        channel.builder().accept(window);
        goOn(channel, context.timerService(), out);
    }

    @Override
    public void processElement2(ChannelClosed closed, Context context, Collector<CallTrajectory> out)
            throws IOException {
        if (endedUntilMillis.value() != null) {
            late.inc();
            return;
        }
        ChannelTrajectory channel = channel(closed.getCallId(), closed.getChannel());
        channel.builder().close(closed);
        if (channel.giveUpMillis() == ChannelTrajectory.NEVER) {
            channel.giveUpAt(context.timerService().currentProcessingTime()
                    + options.missingPatience().toMillis());
        }
        goOn(channel, context.timerService(), out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CallTrajectory> out) throws IOException {
        Long forgetMillis = endedUntilMillis.value();
        ChannelTrajectory channel = living.value();
        if (forgetMillis != null && timestamp >= forgetMillis) {
            endedUntilMillis.clear();
        } else if (channel != null) {
            if (timestamp >= channel.giveUpMillis()) {
                channel.builder().giveUpMissing();
            }
            goOn(channel, context.timerService(), out);
        }
    }

    private ChannelTrajectory channel(String callId, String channelName) throws IOException {
        ChannelTrajectory present = living.value();
        return present != null
                ? present
                : new ChannelTrajectory(new TrajectoryBuilder(options.spec(), callId, channelName));
    }

    /** Tells what is to be told now, sets the timer for what is to be told later, and keeps the state. */
    private void goOn(ChannelTrajectory channel, TimerService timers, Collector<CallTrajectory> out)
            throws IOException {
        long now = timers.currentProcessingTime();
        if (channel.builder().hasEnded()) {
            out.collect(channel.builder().revision());
            living.clear();
            long forgetMillis = now + options.tombstone().toMillis();
            endedUntilMillis.update(forgetMillis);
            timers.registerProcessingTimeTimer(forgetMillis);
            return;
        }
        if (channel.giveUpMillis() != ChannelTrajectory.NEVER) {
            timers.registerProcessingTimeTimer(channel.giveUpMillis());
        }
        if (channel.hasNews() && now >= channel.nextRevisionMillis()) {
            out.collect(channel.builder().revision());
            channel.told(now + options.revisionInterval().toMillis());
        } else if (channel.hasNews()) {
            timers.registerProcessingTimeTimer(channel.nextRevisionMillis());
        }
        living.update(channel);
    }
}
