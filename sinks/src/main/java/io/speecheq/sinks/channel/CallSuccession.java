package io.speecheq.sinks.channel;

import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.EmotionWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.types.Either;

/**
 * The calls beside the present one under an id, as keyed state. Those before it are gone, and for a while nothing of them is
 * taken any more; they are told apart by their start. What comes of the next one while the end of the present one is still on
 * its way waits for it, as it does where two calls lie so close in a backlog that one overtakes the other.
 */
public final class CallSuccession {

    /** More than comes of a call while the end of the one before it is on its way. */
    static final int MOST_WAITING = 1_024;

    /** Processing time until which calls that are gone are remembered. */
    private final ValueState<Long> goneUntilMillis;

    /** None where a job before this state was there has forgotten the call: then whatever comes is taken to be of it. */
    private final ListState<Long> goneStarts;

    private final ListState<Either<EmotionWindow, ChannelClosed>> waiting;

    /**
     * That of the running operator's present key.
     *
     * @param goneUntil the name of the state that says how long calls are remembered, older than the others
     */
    public CallSuccession(RuntimeContext operator, String goneUntil) {
        goneUntilMillis = operator.getState(new ValueStateDescriptor<>(goneUntil, Types.LONG));
        goneStarts = operator.getListState(new ListStateDescriptor<>("gone-starts", Types.LONG));
        waiting = operator.getListState(new ListStateDescriptor<>(
                "waiting",
                new EitherTypeInfo<>(
                        new AvroTypeInfo<>(EmotionWindow.class), new AvroTypeInfo<>(ChannelClosed.class))));
    }

    /** The start of the call that those news are of. */
    public static Instant callStart(Either<EmotionWindow, ChannelClosed> news) {
        return news.isLeft() ? news.left().getCallStart() : news.right().getCallStart();
    }

    /** Whether the call that began then is gone. */
    public boolean isGone(Instant callStart) throws Exception {
        if (goneUntilMillis.value() == null) {
            return false;
        }
        boolean isAnyKnown = false;
        for (long start : goneStarts.get()) {
            if (start == callStart.toEpochMilli()) {
                return true;
            }
            isAnyKnown = true;
        }
        return !isAnyKnown;
    }

    /** The present call, which has those starts, is gone, and is remembered until then. */
    public void leave(Iterable<Long> callStarts, long untilMillis, TimerService timers) throws Exception {
        for (Long start : callStarts) {
            goneStarts.add(start);
        }
        goneUntilMillis.update(untilMillis);
        timers.registerProcessingTimeTimer(untilMillis);
    }

    /** Forgets the calls that are gone, once it is time. */
    public void forgetIfDue(long nowMillis) throws Exception {
        Long untilMillis = goneUntilMillis.value();
        if (untilMillis != null && nowMillis >= untilMillis) {
            goneUntilMillis.clear();
            goneStarts.clear();
        }
    }

    /** Whether news of the call that began then are waiting. */
    public boolean awaits(Instant callStart) throws Exception {
        for (Either<EmotionWindow, ChannelClosed> news : waiting.get()) {
            if (callStart(news).equals(callStart)) {
                return true;
            }
        }
        return false;
    }

    /** Lets news of the next call wait; says whether so much waits now that the present call is not about to end. */
    public boolean await(Either<EmotionWindow, ChannelClosed> news) throws Exception {
        waiting.add(news);
        return StreamSupport.stream(waiting.get().spliterator(), false).count() > MOST_WAITING;
    }

    /**
     * Passes over whole the calls that wait, and remembers them as gone until that time.
     *
     * @return how many news were passed over
     */
    public int passOver(long untilMillis, TimerService timers) throws Exception {
        List<Either<EmotionWindow, ChannelClosed>> news = next();
        Set<Long> starts = new HashSet<>();
        news.forEach(one -> starts.add(callStart(one).toEpochMilli()));
        leave(starts, untilMillis, timers);
        return news.size();
    }

    /** What waited, in the order in which it came; it waits no longer. */
    public List<Either<EmotionWindow, ChannelClosed>> next() throws Exception {
        List<Either<EmotionWindow, ChannelClosed>> news = new ArrayList<>();
        waiting.get().forEach(news::add);
        waiting.clear();
        return news;
    }
}
