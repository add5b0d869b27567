package io.speecheq.sinks.follow;

import io.speecheq.schemas.codec.RecordTrust;
import io.speecheq.schemas.record.AlertRules;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.sinks.alert.AlertRuleBook;
import io.speecheq.sinks.alert.CallAlerts;
import io.speecheq.sinks.call.Conversation;
import io.speecheq.sinks.channel.CallSuccession;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Follows every call over its channels: emotion windows and channel ends in, call summaries and alerts out. Keyed by call.
 *
 * <p>A call is told of at once, then at most once an interval, and finally when all of its channels have ended and no other
 * came for the settling time. It is kept for a while after that: a channel that comes late joins it, and it is told again.
 * Rules that come by the topic replace all that were there before; those that cannot be followed are refused, counted in
 * {@code refusedRules}, and change nothing. What comes when the call is forgotten is counted in {@code lateForCall}, unless a
 * channel names another start than it did: then it is of another call under the id, which begins once this one is over, or has
 * let too much of it wait: then it is told as it stands, and what still comes of it is late.
 */
public final class EmotionsToCalls
        extends KeyedBroadcastProcessFunction<String, Either<EmotionWindow, ChannelClosed>, AlertRules, CallSummary> {

    private static final String UID = "emotions-to-calls";

    static final OutputTag<EmotionAlert> ALERTS = new OutputTag<>("alerts", new AvroTypeInfo<>(EmotionAlert.class));
    static final MapStateDescriptor<String, String> RULES =
            new MapStateDescriptor<>("alert-rules", Types.STRING, Types.STRING);

    private final CallOptions options;
    private transient ValueState<FollowedCall> living;

    private transient ChannelStarts starts;
    private transient CallSuccession succession;

    private transient RulesInForce rulesInForce;
    private transient Counter late;
    private transient Counter alerts;

    EmotionsToCalls(CallOptions options) {
        this.options = options;
    }

    /** What can be said of the calls whose windows and ends these are, by those rules. */
    public static CallStreams of(
            DataStream<EmotionWindow> emotions,
            DataStream<ChannelClosed> closings,
            DataStream<AlertRules> rules,
            CallOptions options) {
        RecordTrust.grant();
        TypeInformation<Either<EmotionWindow, ChannelClosed>> either =
                new EitherTypeInfo<>(emotions.getType(), closings.getType());
        SingleOutputStreamOperator<CallSummary> calls = emotions.map(Either::<EmotionWindow, ChannelClosed>Left)
                .returns(either)
                .name("Windows of calls")
                .uid("windows-of-calls")
                .union(closings.map(Either::<EmotionWindow, ChannelClosed>Right)
                        .returns(either)
                        .name("Ends of channels")
                        .uid("ends-of-channels"))
                .keyBy(EmotionsToCalls::key, Types.STRING)
                .connect(rules.broadcast(RULES))
                .process(new EmotionsToCalls(options), new AvroTypeInfo<>(CallSummary.class))
                .name("Calls")
                .uid(UID);
        return new CallStreams(calls, calls.getSideOutput(ALERTS));
    }

    static String key(Either<EmotionWindow, ChannelClosed> news) {
        return news.isLeft() ? news.left().getCallId() : news.right().getCallId();
    }

    @Override
    public void open(OpenContext context) {
        RecordTrust.grant();
        living = getRuntimeContext().getState(new ValueStateDescriptor<>("call", FollowedCallSerializer.INSTANCE));
        starts = new ChannelStarts(
                getRuntimeContext().getMapState(new MapStateDescriptor<>("channel-starts", Types.STRING, Types.LONG)));
        succession = new CallSuccession(getRuntimeContext(), "gone-until");
        MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("speecheq");
        late = group.counter("lateForCall", new SimpleCounter());
        alerts = group.counter("alerts", new SimpleCounter());
        rulesInForce = new RulesInForce(options.book(), group.counter("refusedRules", new SimpleCounter()));
    }

    @Override
    public void processBroadcastElement(AlertRules rules, Context context, Collector<CallSummary> out)
            throws Exception {
        rulesInForce.accept(rules, context.getBroadcastState(RULES));
    }

    @Override
    public void processElement(
            Either<EmotionWindow, ChannelClosed> news, ReadOnlyContext context, Collector<CallSummary> out)
            throws Exception {
        take(news, turn(context, out));
    }

    private CallTurn turn(ReadOnlyContext context, Collector<CallSummary> out) throws Exception {
        AlertRuleBook rules = rulesInForce.book(context.getBroadcastState(RULES));
        return new CallTurn(
                context.getCurrentKey(),
                rules,
                context.timerService(),
                alert -> {
                    alerts.inc();
                    context.output(ALERTS, alert);
                },
                out);
    }

    private void take(Either<EmotionWindow, ChannelClosed> news, CallTurn turn) throws Exception {
        if (succession.isGone(CallSuccession.callStart(news))) {
            late.inc();
            return;
        }
        FollowedCall call = living.value();
        if (call != null && isOfAnother(news, call)) {
            boolean isHeldUp = succession.await(news);
            if (isHeldUp || call.conversation().isOver()) {
                finish(call, turn);
                forget(turn);
                takeWhatWaits(turn);
            }
            return;
        }
        if (call == null) {
            call = new FollowedCall(new Conversation(options.talk(), turn.callId()), new CallAlerts());
        }
        accept(news, call, turn);
    }

    private void takeWhatWaits(CallTurn turn) throws Exception {
        for (Either<EmotionWindow, ChannelClosed> news : succession.next()) {
            take(news, turn);
        }
    }

    private boolean isOfAnother(Either<EmotionWindow, ChannelClosed> news, FollowedCall present) throws Exception {
        Instant callStart = CallSuccession.callStart(news);
        boolean isClosed = present.conversation().isOver() || succession.awaits(callStart);
        return starts.isOfAnother(channel(news), callStart.toEpochMilli(), isClosed);
    }

    private static String channel(Either<EmotionWindow, ChannelClosed> news) {
        return news.isLeft() ? news.left().getChannel() : news.right().getChannel();
    }

    private void accept(Either<EmotionWindow, ChannelClosed> news, FollowedCall call, CallTurn turn) throws Exception {
        Conversation conversation = call.conversation();
        String channel = channel(news);
        starts.put(channel, CallSuccession.callStart(news).toEpochMilli());
        boolean hadEnded = conversation.hasEnded(channel);
        if (news.isLeft()) {
            conversation.accept(
                    news.left(), window -> call.alerts().accept(window, turn.rules(), conversation, turn.alerts()));
        } else {
            conversation.close(news.right());
        }
        if (!hadEnded && conversation.hasEnded(channel)) {
            call.alerts().end(channel, turn.rules(), conversation, turn.alerts());
        }
        goOn(call, turn);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CallSummary> out) throws Exception {
        succession.forgetIfDue(timestamp);
        FollowedCall call = living.value();
        if (call != null) {
            CallTurn turn = turn(context, out);
            if (timestamp >= call.giveUpMillis()) {
                call.conversation()
                        .giveUpMissing(window ->
                                call.alerts().accept(window, turn.rules(), call.conversation(), turn.alerts()));
                call.giveUpAt(FollowedCall.NEVER);
            }
            goOn(call, turn);
        }
    }

    /** Tells what is to be told now, sets the timers for what is to come, and keeps the state or lets it go. */
    private void goOn(FollowedCall call, CallTurn turn) throws Exception {
        if (turn.nowMillis() >= call.forgetMillis()) {
            forget(turn);
            return;
        }
        waitForMissing(call, turn);
        if (!call.conversation().isOver()) {
            call.overAt(FollowedCall.NEVER);
            call.forgetAt(FollowedCall.NEVER);
            tell(call, turn);
            living.update(call);
            return;
        }
        end(call, turn);
        living.update(call);
        takeWhatWaits(turn);
    }

    private void forget(CallTurn turn) throws Exception {
        living.clear();
        succession.leave(starts.values(), tombstoneMillis(turn), turn.timers());
        starts.clear();
    }

    private long tombstoneMillis(CallTurn turn) {
        return turn.nowMillis() + options.tombstone().toMillis();
    }

    private void waitForMissing(FollowedCall call, CallTurn turn) {
        if (!call.conversation().misses()) {
            call.giveUpAt(FollowedCall.NEVER);
        } else if (call.giveUpMillis() == FollowedCall.NEVER) {
            call.giveUpAt(turn.nowMillis() + options.missingPatience().toMillis());
            turn.timers().registerProcessingTimeTimer(call.giveUpMillis());
        }
    }

    private void end(FollowedCall call, CallTurn turn) {
        if (call.overMillis() == FollowedCall.NEVER) {
            call.overAt(turn.nowMillis() + options.settling().toMillis());
            turn.timers().registerProcessingTimeTimer(call.overMillis());
        }
        if (turn.nowMillis() >= call.overMillis() && finish(call, turn)) {
            call.forgetAt(turn.nowMillis() + options.reopening().toMillis());
            turn.timers().registerProcessingTimeTimer(call.forgetMillis());
        }
    }

    /** Tells of a call that is over, or gives way to the next one, unless that was done. */
    private static boolean finish(FollowedCall call, CallTurn turn) {
        Conversation conversation = call.conversation();
        boolean isTold = call.toldRevision() == conversation.revisionNumber();
        if (isTold && conversation.isOver()) {
            return false;
        }
        call.alerts().over(turn.rules(), conversation, turn.alerts());
        if (!isTold) {
            turn.calls().collect(conversation.revision(false));
        }
        call.told(conversation.revisionNumber(), turn.nowMillis());
        return true;
    }

    private void tell(FollowedCall call, CallTurn turn) {
        if (call.conversation().revisionNumber() == call.toldRevision()) {
            return;
        }
        if (turn.nowMillis() < call.nextRevisionMillis()) {
            turn.timers().registerProcessingTimeTimer(call.nextRevisionMillis());
            return;
        }
        turn.calls().collect(call.conversation().revision(call.toldRevision() == 0));
        call.told(
                call.conversation().revisionNumber(),
                turn.nowMillis() + options.revisionInterval().toMillis());
    }
}
