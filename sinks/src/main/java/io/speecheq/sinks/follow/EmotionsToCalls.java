package io.speecheq.sinks.follow;

import io.speecheq.schemas.codec.RecordTrust;
import io.speecheq.schemas.record.AlertRules;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.sinks.alert.AlertRuleBook;
import io.speecheq.sinks.alert.CallAlerts;
import io.speecheq.sinks.alert.InvalidRulesException;
import io.speecheq.sinks.alert.RulesFile;
import io.speecheq.sinks.call.Conversation;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows every call over its channels: emotion windows and channel ends in, call summaries and alerts out. Keyed by call.
 *
 * <p>A call is told of at once, then at most once an interval, and finally when all of its channels have ended and no other
 * came for the settling time. It is kept for a while after that: a channel that comes late joins it, and it is told again.
 * Rules that come by the topic replace all that were there before; those that cannot be followed are refused, counted in
 * {@code refusedRules}, and change nothing. What comes when the call is forgotten is counted in {@code lateForCall}.
 */
public final class EmotionsToCalls
        extends KeyedBroadcastProcessFunction<String, Either<EmotionWindow, ChannelClosed>, AlertRules, CallSummary> {

    private static final Logger LOG = LoggerFactory.getLogger(EmotionsToCalls.class);
    private static final String UID = "emotions-to-calls";
    private static final String NEWEST = "newest";

    static final OutputTag<EmotionAlert> ALERTS = new OutputTag<>("alerts", new AvroTypeInfo<>(EmotionAlert.class));
    static final MapStateDescriptor<String, String> RULES =
            new MapStateDescriptor<>("alert-rules", Types.STRING, Types.STRING);

    private final CallOptions options;
    private transient ValueState<FollowedCall> living;

    /** Processing time until which a call that is gone is remembered. */
    private transient ValueState<Long> goneUntilMillis;

    private transient AlertRuleBook book;
    private transient String bookText;
    private transient Counter late;
    private transient Counter alerts;
    private transient Counter refusedRules;

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
        goneUntilMillis = getRuntimeContext().getState(new ValueStateDescriptor<>("gone-until", Types.LONG));
        MetricGroup group = getRuntimeContext().getMetricGroup().addGroup("speecheq");
        late = group.counter("lateForCall", new SimpleCounter());
        alerts = group.counter("alerts", new SimpleCounter());
        refusedRules = group.counter("refusedRules", new SimpleCounter());
        book = options.book();
        bookText = "";
    }

    @Override
    public void processBroadcastElement(AlertRules rules, Context context, Collector<CallSummary> out)
            throws Exception {
        try {
            RulesFile.parse(rules.getYaml());
            context.getBroadcastState(RULES).put(NEWEST, rules.getYaml());
        } catch (InvalidRulesException e) {
            refusedRules.inc();
            LOG.warn("alert rules {} are refused, those before stay in force: {}", rules.getSha256(), e.getMessage());
        }
    }

    /** The rules in force: the newest that came, or those of the start. */
    private AlertRuleBook book(ReadOnlyBroadcastState<String, String> rules) throws Exception {
        String newest = rules.get(NEWEST);
        if (newest != null && !newest.equals(bookText)) {
            book = accepted(newest);
            bookText = newest;
        }
        return book;
    }

    /** Those that were accepted before, perhaps by an earlier version, which took what this one refuses: then those of the start. */
    private AlertRuleBook accepted(String yaml) {
        try {
            return RulesFile.parseOwn(yaml);
        } catch (IllegalArgumentException e) {
            refusedRules.inc();
            LOG.warn("rules that were in force are refused, those of the job's start are: {}", e.getMessage());
            return options.book();
        }
    }

    @Override
    public void processElement(
            Either<EmotionWindow, ChannelClosed> news, ReadOnlyContext context, Collector<CallSummary> out)
            throws Exception {
        if (goneUntilMillis.value() != null) {
            late.inc();
            return;
        }
        FollowedCall present = living.value();
        FollowedCall call = present != null
                ? present
                : new FollowedCall(new Conversation(options.talk(), context.getCurrentKey()), new CallAlerts());
        AlertRuleBook rules = book(context.getBroadcastState(RULES));
        Consumer<EmotionAlert> alerting = counted(alert -> context.output(ALERTS, alert));
        Conversation conversation = call.conversation();
        String channel = news.isLeft() ? news.left().getChannel() : news.right().getChannel();
        boolean hadEnded = conversation.hasEnded(channel);
        if (news.isLeft()) {
            conversation.accept(news.left(), window -> call.alerts().accept(window, rules, conversation, alerting));
        } else {
            conversation.close(news.right());
        }
        if (!hadEnded && conversation.hasEnded(channel)) {
            call.alerts().end(channel, rules, conversation, alerting);
        }
        goOn(call, rules, alerting, context.timerService(), out);
    }

    private Consumer<EmotionAlert> counted(Consumer<EmotionAlert> out) {
        return alert -> {
            alerts.inc();
            out.accept(alert);
        };
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CallSummary> out) throws Exception {
        Long gone = goneUntilMillis.value();
        FollowedCall call = living.value();
        if (gone != null && timestamp >= gone) {
            goneUntilMillis.clear();
        } else if (call != null) {
            AlertRuleBook rules = book(context.getBroadcastState(RULES));
            Consumer<EmotionAlert> alerting = counted(alert -> context.output(ALERTS, alert));
            if (timestamp >= call.giveUpMillis()) {
                call.conversation()
                        .giveUpMissing(window -> call.alerts().accept(window, rules, call.conversation(), alerting));
                call.giveUpAt(FollowedCall.NEVER);
            }
            goOn(call, rules, alerting, context.timerService(), out);
        }
    }

    /** Tells what is to be told now, sets the timers for what is to come, and keeps the state or lets it go. */
    private void goOn(
            FollowedCall call,
            AlertRuleBook rules,
            Consumer<EmotionAlert> alerting,
            TimerService timers,
            Collector<CallSummary> out)
            throws IOException {
        long now = timers.currentProcessingTime();
        if (now >= call.forgetMillis()) {
            living.clear();
            long untilMillis = now + options.tombstone().toMillis();
            goneUntilMillis.update(untilMillis);
            timers.registerProcessingTimeTimer(untilMillis);
            return;
        }
        waitForMissing(call, now, timers);
        if (call.conversation().isOver()) {
            end(call, rules, alerting, now, timers, out);
        } else {
            call.overAt(FollowedCall.NEVER);
            call.forgetAt(FollowedCall.NEVER);
            tell(call, now, timers, out);
        }
        living.update(call);
    }

    private void waitForMissing(FollowedCall call, long now, TimerService timers) {
        if (!call.conversation().misses()) {
            call.giveUpAt(FollowedCall.NEVER);
        } else if (call.giveUpMillis() == FollowedCall.NEVER) {
            call.giveUpAt(now + options.missingPatience().toMillis());
            timers.registerProcessingTimeTimer(call.giveUpMillis());
        }
    }

    private void end(
            FollowedCall call,
            AlertRuleBook rules,
            Consumer<EmotionAlert> alerting,
            long now,
            TimerService timers,
            Collector<CallSummary> out) {
        if (call.overMillis() == FollowedCall.NEVER) {
            call.overAt(now + options.settling().toMillis());
            timers.registerProcessingTimeTimer(call.overMillis());
        }
        if (now < call.overMillis()
                || call.toldRevision() == call.conversation().revisionNumber()) {
            return;
        }
        call.alerts().over(rules, call.conversation(), alerting);
        out.collect(call.conversation().revision(false));
        call.told(call.conversation().revisionNumber(), now);
        call.forgetAt(now + options.reopening().toMillis());
        timers.registerProcessingTimeTimer(call.forgetMillis());
    }

    private void tell(FollowedCall call, long now, TimerService timers, Collector<CallSummary> out) {
        if (call.conversation().revisionNumber() == call.toldRevision()) {
            return;
        }
        if (now < call.nextRevisionMillis()) {
            timers.registerProcessingTimeTimer(call.nextRevisionMillis());
            return;
        }
        out.collect(call.conversation().revision(call.toldRevision() == 0));
        call.told(
                call.conversation().revisionNumber(),
                now + options.revisionInterval().toMillis());
    }
}
