package io.speecheq.sinks.trajectory;

import io.speecheq.schemas.codec.RecordTrust;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.topic.TrajectoryKey;
import io.speecheq.sinks.channel.CallSuccession;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
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
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;

/**
 * Follows every channel of every call: emotion windows and channel ends in, trajectories out. Keyed by call and channel.
 *
 * <p>A channel that lives is told of at once, then at most once an interval; its last revision goes out as soon as its
 * end and all its windows have been seen, in whatever order. After that a tombstone swallows what is late, and counts it
 * in the metric {@code lateForTrajectory}. The channel of another call, by its start, is another one: it begins when the one
 * before it has ended.
 */
public final class EmotionsToTrajectories
        extends KeyedCoProcessFunction<String, EmotionWindow, ChannelClosed, CallTrajectory> {

    private static final String UID = "emotions-to-trajectories";

    private final TrajectoryOptions options;
    private transient ValueState<ChannelTrajectory> living;

    /** The start of the channel that lives; absent where it was last heard of by a job before this state was there. */
    private transient ValueState<Long> startMillis;

    private transient CallSuccession succession;

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
        startMillis = getRuntimeContext().getState(new ValueStateDescriptor<>("call-start", Types.LONG));
        succession = new CallSuccession(getRuntimeContext(), "ended-until");
        late = getRuntimeContext()
                .getMetricGroup()
                .addGroup("speecheq")
                .counter("lateForTrajectory", new SimpleCounter());
    }

    @Override
    public void processElement1(EmotionWindow window, Context context, Collector<CallTrajectory> out) throws Exception {
        take(Either.Left(window), context.timerService(), out);
    }

    @Override
    public void processElement2(ChannelClosed closed, Context context, Collector<CallTrajectory> out) throws Exception {
        take(Either.Right(closed), context.timerService(), out);
    }

    private void take(Either<EmotionWindow, ChannelClosed> news, TimerService timers, Collector<CallTrajectory> out)
            throws Exception {
        Instant callStart = CallSuccession.callStart(news);
        if (succession.isGone(callStart)) {
            late.inc();
            return;
        }
        Long present = startMillis.value();
        if (present != null && present != callStart.toEpochMilli()) {
            if (succession.await(news)) {
                late.inc(succession.passOver(tombstoneMillis(timers), timers));
            }
            return;
        }
        startMillis.update(callStart.toEpochMilli());
        if (news.isLeft()) {
            ChannelTrajectory channel =
                    channel(news.left().getCallId(), news.left().getChannel());
            channel.builder().accept(news.left());
            goOn(channel, timers, out);
        } else {
            close(news.right(), timers, out);
        }
    }

    private void close(ChannelClosed closed, TimerService timers, Collector<CallTrajectory> out) throws Exception {
        ChannelTrajectory channel = channel(closed.getCallId(), closed.getChannel());
        channel.builder().close(closed);
        if (channel.giveUpMillis() == ChannelTrajectory.NEVER) {
            channel.giveUpAt(
                    timers.currentProcessingTime() + options.missingPatience().toMillis());
        }
        goOn(channel, timers, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CallTrajectory> out) throws Exception {
        succession.forgetIfDue(timestamp);
        ChannelTrajectory channel = living.value();
        if (channel != null) {
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

    private long tombstoneMillis(TimerService timers) {
        return timers.currentProcessingTime() + options.tombstone().toMillis();
    }

    /** Tells what is to be told now, sets the timer for what is to be told later, and keeps the state. */
    private void goOn(ChannelTrajectory channel, TimerService timers, Collector<CallTrajectory> out) throws Exception {
        long now = timers.currentProcessingTime();
        if (channel.builder().hasEnded()) {
            CallTrajectory last = channel.builder().revision();
            out.collect(last);
            living.clear();
            startMillis.clear();
            succession.leave(List.of(last.getCallStart().toEpochMilli()), tombstoneMillis(timers), timers);
            for (Either<EmotionWindow, ChannelClosed> news : succession.next()) {
                take(news, timers, out);
            }
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
