package io.speecheq.streamfeatures.channel;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.streamfeatures.chunk.ChannelId;
import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.chunk.Consent;
import java.util.concurrent.TimeUnit;

/**
 * An open channel of a call: chunks in, as they come, and its windows out. What comes early is held until the audio before it
 * is there, or until so much has come behind the gap that the audio is given up as lost: arithmetic on media time alone, so
 * that chunks which are cut, doubled or shuffled otherwise (within the lateness) give the same windows at any speed. Owned by
 * one thread.
 */
final class OnlineChannel {

    private static final long MOST_MISSING_SECONDS = TimeUnit.HOURS.toSeconds(24);

    private final ChannelId id;
    private final ChannelLimits limits;
    private final OnlineAudio audio;
    private final OnlineWindows windows;
    private final ChunkHold hold;

    private boolean isEnded;

    OnlineChannel(ChannelId id, ChannelLimits limits) {
        this(
                id,
                limits,
                new OnlineAudio(FeatureSpec.standard().sampleRateHz(), limits.silenceLimitMillis()),
                new OnlineWindows(id, limits.plan(), FeatureSpec.standard()),
                new ChunkHold(limits.latenessMillis()));
    }

    private OnlineChannel(
            ChannelId id, ChannelLimits limits, OnlineAudio audio, OnlineWindows windows, ChunkHold hold) {
        this.id = id;
        this.limits = limits;
        this.audio = audio;
        this.windows = windows;
        this.hold = hold;
    }

    ChannelId id() {
        return id;
    }

    /** What came of the channel's audio so far. */
    OnlineWindows windows() {
        return windows;
    }

    /** Whether the end of the stream was told and reached; nothing is accepted after it. */
    boolean isEnded() {
        return isEnded;
    }

    /** Media time between the channel's audio so far and a chunk behind it; 0 or less where there is none. */
    long missingMillisBefore(Chunk chunk) {
        return (chunk.startSample() - audio.expectedSample(chunk)) * 1_000 / chunk.sampleRateHz();
    }

    /** Takes a chunk; says where it stood in the channel's order. */
    ChunkOrder accept(Chunk chunk, ChannelSink sink) {
        if (isEnded) {
            throw new IllegalStateException("the channel has ended, it takes no more chunks");
        }
        ChunkOrder order = order(chunk).fold(new Arrival(chunk, sink));
        settle(hold::isOverdue, sink);
        return order;
    }

    /**
     * Ends the channel where it is: what is missing is lost, what is held is used, and the closing window is given.
     *
     * @return whether the end of the stream was among what was held
     */
    boolean end(ChannelSink sink) {
        settle(() -> true, sink);
        boolean isTold = isEnded;
        if (!isTold) {
            finish(sink);
        }
        return isTold;
    }

    private ChunkOrder order(Chunk chunk) {
        return ChunkOrder.admit(
                audio.expectedSample(chunk),
                chunk.startSample(),
                chunk.samples(),
                MOST_MISSING_SECONDS * chunk.sampleRateHz(),
                (from, to) -> windows.isHeard(
                        audio.position(from, chunk.sampleRateHz()), audio.position(to, chunk.sampleRateHz())));
    }

    /** Uses the held chunks whose turn has come. */
    private void settle(BooleanClaim isWaitOver, ChannelSink sink) {
        boolean isSettled = false;
        while (!isSettled && !isEnded && !hold.isEmpty()) {
            Chunk first = hold.first();
            isSettled = !order(first).fold(new Release(first, isWaitOver, sink));
        }
    }

    private void use(Chunk chunk, int knownSamples, ChannelSink sink) {
        if (chunk.consent() == Consent.REFUSED) {
            windows.refuse();
        } else if (chunk.consent() == Consent.GIVEN) {
            windows.allowFrom(audio.position(chunk.startSample() + knownSamples, chunk.sampleRateHz()));
        }
        audio.accept(chunk, knownSamples, windows, sink);
        endIfTold(chunk, sink);
    }

    /** What a chunk says of the channel although its audio is not used: a refusal counts whenever it comes, and so does an end. */
    private void passOver(Chunk chunk, ChannelSink sink) {
        if (chunk.consent() == Consent.REFUSED) {
            windows.refuse();
        }
        endIfTold(chunk, sink);
    }

    private void endIfTold(Chunk chunk, ChannelSink sink) {
        if (chunk.endOfStream()) {
            finish(sink);
        }
    }

    private void finish(ChannelSink sink) {
        isEnded = true;
        hold.clear();
        audio.flush(windows, sink);
        windows.finish(sink);
    }

    ChannelState snapshot() {
        if (isEnded) {
            throw new IllegalStateException("the channel has ended, there is nothing to go on with");
        }
        return new ChannelState(id, limits, audio.snapshot(), windows.snapshot(), hold.chunks());
    }

    static OnlineChannel restore(ChannelState state) {
        FeatureSpec spec = FeatureSpec.standard();
        ChannelLimits limits = state.limits();
        return new OnlineChannel(
                state.id(),
                limits,
                OnlineAudio.restore(spec.sampleRateHz(), limits.silenceLimitMillis(), state.audio()),
                OnlineWindows.restore(state.id(), limits.plan(), spec, state.windows()),
                new ChunkHold(limits.latenessMillis(), state.held()));
    }

    /** A claim that may be asked again and again. */
    @FunctionalInterface
    private interface BooleanClaim {
        boolean holds();
    }

    /** What is done with a chunk that comes; gives what its place in the order turned out to be. */
    private final class Arrival implements ChunkOrder.Cases<ChunkOrder> {

        private final Chunk chunk;
        private final ChannelSink sink;

        Arrival(Chunk chunk, ChannelSink sink) {
            this.chunk = chunk;
            this.sink = sink;
        }

        @Override
        public ChunkOrder inOrder(int knownSamples) {
            use(chunk, knownSamples, sink);
            return new ChunkOrder.InOrder(knownSamples);
        }

        @Override
        public ChunkOrder duplicate() {
            passOver(chunk, sink);
            return new ChunkOrder.Duplicate();
        }

        @Override
        public ChunkOrder gap(long missingSamples) {
            return hold.add(chunk) ? new ChunkOrder.Gap(missingSamples) : new ChunkOrder.Duplicate();
        }

        @Override
        public ChunkOrder tooLate() {
            passOver(chunk, sink);
            return new ChunkOrder.TooLate();
        }

        @Override
        public ChunkOrder tooFar(long missingSamples) {
            return new ChunkOrder.TooFar(missingSamples);
        }
    }

    /** What is done with the first held chunk; gives whether it was let go. */
    private final class Release implements ChunkOrder.Cases<Boolean> {

        private final Chunk chunk;
        private final BooleanClaim isWaitOver;
        private final ChannelSink sink;

        Release(Chunk chunk, BooleanClaim isWaitOver, ChannelSink sink) {
            this.chunk = chunk;
            this.isWaitOver = isWaitOver;
            this.sink = sink;
        }

        @Override
        public Boolean inOrder(int knownSamples) {
            hold.removeFirst();
            use(chunk, knownSamples, sink);
            return true;
        }

        @Override
        public Boolean duplicate() {
            hold.removeFirst();
            passOver(chunk, sink);
            return true;
        }

        @Override
        public Boolean gap(long missingSamples) {
            if (!isWaitOver.holds()) {
                return false;
            }
            hold.removeFirst();
            sink.lost(missingSamples * 1_000 / chunk.sampleRateHz());
            audio.lose(chunk, missingSamples, windows, sink);
            use(chunk, 0, sink);
            return true;
        }

        @Override
        public Boolean tooLate() {
            return duplicate();
        }

        @Override
        public Boolean tooFar(long missingSamples) {
            return gap(missingSamples);
        }
    }
}
