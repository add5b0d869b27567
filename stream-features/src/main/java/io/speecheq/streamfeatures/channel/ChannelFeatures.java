package io.speecheq.streamfeatures.channel;

import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.chunk.DeadLetters;
import io.speecheq.streamfeatures.chunk.Decoded;
import io.speecheq.streamfeatures.chunk.ReceivedChunk;
import io.speecheq.streamfeatures.chunk.RejectReason;
import io.speecheq.streamfeatures.format.FormatType;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.io.IOException;
import java.io.Serial;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Chunks to feature windows, keyed by call id and channel; the ends of channels go to {@link #CLOSED}, chunks that claim an
 * absurd place or another call's id to the dead letters. Holds lifecycle, state and timers; {@link OnlineChannel} does the work.
 *
 * <p>A channel has one processing-time timer, which is not moved with every chunk: when it fires it looks when the channel
 * was heard last, and goes on waiting. After the end it clears the memory of the channel, by which late chunks are swallowed
 * until nothing has come of them for so long, be it while the job was down or is behind. One event-time timer at the end of time closes the channel where the input itself ends, as that of a recording
 * or of a drained job does; there is no other event time here.
 */
final class ChannelFeatures extends KeyedProcessFunction<Tuple2<String, String>, ReceivedChunk, FeatureWindow> {

    @Serial
    private static final long serialVersionUID = 1L;

    static final OutputTag<ChannelClosed> CLOSED =
            new OutputTag<>("closed", new FormatType<>(ChannelClosed.class, new ClosingSerializer()));

    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final ChannelOptions options;

    private transient ValueState<OnlineChannel> channels;
    private transient ValueState<Long> heardMillis;
    private transient ValueState<Long> audioMillis;

    private transient ChannelMemory memory;
    private transient ChannelLimits limits;
    private transient ChannelMetrics metrics;
    private transient @Nullable BooleanSupplier isReading;
    private transient @Nullable Attention attention;

    ChannelFeatures(ChannelOptions options) {
        this.options = options;
    }

    /** Says how to ask whether the task reads its input; before {@link #open}. */
    void readsWhile(BooleanSupplier holds) {
        isReading = holds;
    }

    @Override
    public void open(OpenContext context) {
        channels = getRuntimeContext().getState(new ValueStateDescriptor<>("channel", new OnlineChannelSerializer()));
        heardMillis = getRuntimeContext().getState(new ValueStateDescriptor<>("heard-millis", Types.LONG));
        audioMillis = getRuntimeContext().getState(new ValueStateDescriptor<>("audio-millis", Types.LONG));
        memory = new ChannelMemory(getRuntimeContext(), options);
        limits = ChannelLimits.of(options);
        metrics = new ChannelMetrics(getRuntimeContext().getMetricGroup());
    }

    /** Begins to listen with the first call: before it, this function does not know the time that its timers go by. */
    private Attention attention(long nowMillis) {
        Attention listening = attention;
        if (listening == null) {
            listening = new Attention(
                    options.idleTimeout().toMillis(),
                    Objects.requireNonNull(isReading, "readsWhile comes before open"),
                    nowMillis);
            attention = listening;
        }
        return listening;
    }

    @Override
    public void processElement(ReceivedChunk received, Context context, Collector<FeatureWindow> out)
            throws IOException {
        TimerService timers = context.timerService();
        long nowMillis = timers.currentProcessingTime();
        Attention listening = attention(nowMillis);
        listening.read(received.record().timestampMillis(), nowMillis);
        OnlineChannel open = stillOpen(received, context, out);
        boolean hasEnded = memory.hasEnded();
        if (open != null || hasEnded) {
            memory.read(received.record().timestampMillis(), nowMillis);
        }
        Optional<Decoded.Rejected> fault = fault(received.chunk(), open, hasEnded);
        if (fault.isPresent()) {
            reject(received, fault.get(), context);
        } else if (hasEnded) {
            metrics.chunkAfterEnd();
        } else if (open != null && isBeyondLongest(received.chunk())) {
            metrics.tooLong();
            close(open, !open.end(sink(audioMillis(), out)), context);
        } else {
            take(received, open, context, out);
            listening.waited(nowMillis, timers.currentProcessingTime());
        }
    }

    /** The open channel, unless the topic was silent under its id for so long that another call begins with this chunk. */
    private @Nullable OnlineChannel stillOpen(ReceivedChunk received, Context context, Collector<FeatureWindow> out)
            throws IOException {
        OnlineChannel open = channels.value();
        Long callStartMillis = callStartMillis(open);
        if (callStartMillis == null
                || callStartMillis == received.chunk().id().callStartMillis()
                || !memory.isFreeFor(
                        received.record().timestampMillis(),
                        context.timerService().currentProcessingTime(),
                        audioMillis())) {
            return open;
        }
        if (open != null) {
            close(open, !open.end(sink(audioMillis(), out)), context);
        }
        memory.forget();
        return null;
    }

    /** The start of the call that the id is of; null where there is none, or it is not known. */
    private @Nullable Long callStartMillis(@Nullable OnlineChannel open) throws IOException {
        return open == null ? memory.endedCallStartMillis() : (Long) open.id().callStartMillis();
    }

    private void take(
            ReceivedChunk received, @Nullable OnlineChannel open, Context context, Collector<FeatureWindow> out)
            throws IOException {
        Chunk chunk = received.chunk();
        long nowMillis = context.timerService().currentProcessingTime();
        OnlineChannel channel = open == null ? new OnlineChannel(chunk.id(), limits) : open;
        long newestMillis = Math.max(audioMillis(), received.record().timestampMillis());
        ChunkOrder order = channel.accept(chunk, sink(newestMillis, out));
        metrics.chunk(context.getCurrentKey(), order);
        if (order instanceof ChunkOrder.TooFar tooFar) {
            reject(received, absurd(tooFar, chunk), context);
            return;
        }
        if (open == null) {
            memory.read(received.record().timestampMillis(), nowMillis);
            context.timerService()
                    .registerProcessingTimeTimer(attention(nowMillis).idleAtMillis(nowMillis));
            context.timerService().registerEventTimeTimer(END_OF_INPUT);
        }
        if (channel.isEnded()) {
            close(channel, false, context);
        } else {
            channels.update(channel);
            heardMillis.update(nowMillis);
            audioMillis.update(newestMillis);
        }
    }

    /** What is wrong with a chunk on this channel, before its place in the order is looked at. */
    private Optional<Decoded.Rejected> fault(Chunk chunk, @Nullable OnlineChannel open, boolean hasEnded)
            throws IOException {
        Long callStartMillis = callStartMillis(open);
        if (callStartMillis != null && callStartMillis != chunk.id().callStartMillis()) {
            return Optional.of(new Decoded.Rejected(
                    RejectReason.OTHER_CALL_START,
                    "the call of this id began at " + Instant.ofEpochMilli(callStartMillis) + ", not at "
                            + Instant.ofEpochMilli(chunk.id().callStartMillis())));
        }
        // Next to the channel's audio it is the call that goes on for too long; elsewhere the place is not believed.
        boolean goesOn = open != null && open.missingMillisBefore(chunk) <= limits.silenceLimitMillis();
        if (!hasEnded && !goesOn && isBeyondLongest(chunk)) {
            return Optional.of(new Decoded.Rejected(
                    RejectReason.BEYOND_LONGEST_CALL,
                    "startSample " + chunk.startSample() + " at " + chunk.sampleRateHz()
                            + " Hz is beyond the longest call of "
                            + options.longestCall().toSeconds() + " s"));
        }
        return Optional.empty();
    }

    private boolean isBeyondLongest(Chunk chunk) {
        return chunk.startSample() * 1_000 / chunk.sampleRateHz()
                >= options.longestCall().toMillis();
    }

    private void reject(ReceivedChunk received, Decoded.Rejected rejected, Context context) {
        metrics.rejected(rejected.reason());
        context.output(DeadLetters.TAG, DeadLetters.of(received.record(), rejected));
    }

    private static Decoded.Rejected absurd(ChunkOrder.TooFar tooFar, Chunk chunk) {
        return new Decoded.Rejected(
                RejectReason.ABSURD_GAP,
                tooFar.missingSamples() + " samples at " + chunk.sampleRateHz()
                        + " Hz would be missing before startSample " + chunk.startSample());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<FeatureWindow> out) throws IOException {
        OnlineChannel channel = channels.value();
        if (context.timeDomain() == TimeDomain.EVENT_TIME) {
            if (channel != null) {
                close(channel, !channel.end(sink(audioMillis(), out)), context);
            }
        } else if (channel != null) {
            closeIfIdle(channel, timestamp, context, out);
        } else {
            forgetIfDue(timestamp, context.timerService());
        }
    }

    private void closeIfIdle(
            OnlineChannel channel, long timerMillis, OnTimerContext context, Collector<FeatureWindow> out)
            throws IOException {
        TimerService timers = context.timerService();
        long nowMillis = timers.currentProcessingTime();
        Attention listening = attention(nowMillis);
        listening.waited(timerMillis, nowMillis);
        Long heard = heardMillis.value();
        long heardAtMillis = heard == null ? nowMillis : heard;
        long idleAtMillis = metrics.isOpenAmongOthers(context.getCurrentKey())
                ? listening.idleAmongOthersAtMillis(heardAtMillis, nowMillis)
                : listening.idleAtMillis(heardAtMillis);
        if (idleAtMillis > nowMillis) {
            timers.registerProcessingTimeTimer(idleAtMillis);
            return;
        }
        close(channel, !channel.end(sink(audioMillis(), out)), context);
        // This timer has fired, and the one that the channel needs from here on is that of its memory.
        timers.registerProcessingTimeTimer(nowMillis + options.memory().toMillis());
    }

    /** The timer of the open channel stays, and becomes that of its memory when it fires. */
    private void close(OnlineChannel channel, boolean isTimedOut, Context context) throws IOException {
        OnlineWindows windows = channel.windows();
        context.output(
                CLOSED,
                new ChannelClosed(
                        channel.id().callId(),
                        channel.id().channel(),
                        Instant.ofEpochMilli(channel.id().callStartMillis()),
                        isTimedOut,
                        windows.windows(),
                        windows.totalMillis(),
                        windows.speechMillis(),
                        windows.lostMillis()));
        metrics.closed(context.getCurrentKey(), isTimedOut);
        channels.clear();
        heardMillis.clear();
        audioMillis.clear();
        memory.end(channel.id().callStartMillis(), context.timerService().currentProcessingTime());
        context.timerService().deleteEventTimeTimer(END_OF_INPUT);
    }

    /** Silence counts only while it is listened to, here too: what ended channels sent meanwhile has yet to be read. */
    private void forgetIfDue(long timerMillis, TimerService timers) throws IOException {
        long nowMillis = timers.currentProcessingTime();
        Attention listening = attention(nowMillis);
        listening.waited(timerMillis, nowMillis);
        long dueMillis = memory.forgottenAtMillis(listening, nowMillis);
        if (dueMillis > nowMillis) {
            timers.registerProcessingTimeTimer(dueMillis);
        } else {
            memory.forget();
        }
    }

    /** The newest timestamp among the records of this channel so far; 0 before the first. */
    private long audioMillis() throws IOException {
        Long newest = audioMillis.value();
        return newest == null ? 0 : newest;
    }

    private ChannelSink sink(long newestMillis, Collector<FeatureWindow> out) {
        return new ChannelSink() {
            @Override
            public void window(FeatureWindow window) {
                metrics.window();
                out.collect(window.withAudioMillis(newestMillis));
            }

            @Override
            public void lost(long millis) {
                metrics.lost(millis);
            }
        };
    }
}
