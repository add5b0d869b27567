package io.speecheq.streamfeatures.channel;

import io.speecheq.acoustics.pcm.PcmDecoder;
import io.speecheq.acoustics.resample.Resampler;
import io.speecheq.streamfeatures.chunk.Chunk;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A channel's chunks, in order, to its audio at the feature rate. A sample at the time s of the timeline lies at the position
 * s * rate, rounded up. Where the chunks' rate changes, the resampler is flushed and another begins at the position of the
 * change; the at most few samples by which the two overlap or miss each other are dropped or set to zero, so that errors of
 * rounding never add up. Owned by one thread.
 */
final class OnlineAudio {

    /** Silence is made in pieces of this part of a second. */
    private static final int SILENCE_PIECES_PER_SECOND = 10;

    private final int featureRateHz;
    private final long silenceLimitMillis;

    private @Nullable Resampler resampler;
    /** The first sample that has not come yet, at the resampler's rate. */
    private long expectedSample;

    /** First outputs of the resampler that are there already, from the one before it. */
    private int surplusSamples;

    /**
     * A channel before its first chunk.
     *
     * @param silenceLimitMillis longer losses are passed over; at least a second longer than a window
     */
    OnlineAudio(int featureRateHz, long silenceLimitMillis) {
        this.featureRateHz = featureRateHz;
        this.silenceLimitMillis = silenceLimitMillis;
    }

    /**
     * The first sample that has not come yet, at the chunk's rate. After a change of rate that is no whole sample in general,
     * and the chunk's own word counts where it is next to it.
     */
    long expectedSample(Chunk chunk) {
        Resampler current = resampler;
        if (current == null || current.fromHz() == chunk.sampleRateHz()) {
            return expectedSample;
        }
        long nearest = (2 * expectedSample * chunk.sampleRateHz() + current.fromHz()) / (2L * current.fromHz());
        return Math.abs(nearest - chunk.startSample()) <= 1 ? chunk.startSample() : nearest;
    }

    /** The position of a sample of the timeline at the feature rate, rounded up. */
    long position(long sample, int sampleRateHz) {
        return (sample * featureRateHz + sampleRateHz - 1) / sampleRateHz;
    }

    /** Takes a chunk that goes on where the audio ends, without the first samples, which are known. */
    void accept(Chunk chunk, int knownSamples, OnlineWindows windows, ChannelSink sink) {
        Resampler current = begin(chunk, windows, sink);
        float[] samples = PcmDecoder.decode(chunk.encoding(), chunk.payload().buffer());
        expectedSample += samples.length - knownSamples;
        deliver(current.accept(samples, knownSamples, samples.length), windows, sink);
    }

    /** Puts silence in the place of the samples that are missing before a chunk. */
    void lose(Chunk chunk, long missingSamples, OnlineWindows windows, ChannelSink sink) {
        Resampler current = begin(chunk, windows, sink);
        int rateHz = current.fromHz();
        long limit = silenceLimitMillis * rateHz / 1_000;
        long filled = Math.min(missingSamples, limit);
        silence(current, filled, windows, sink);
        long seconds = secondsOfWholeHops(windows.plan().hopSamples());
        long skips = (missingSamples - filled) / (seconds * rateHz);
        if (skips > 0) {
            windows.skipLost(skips * seconds * featureRateHz, sink);
            expectedSample += skips * seconds * rateHz;
        }
        silence(current, missingSamples - filled - skips * seconds * rateHz, windows, sink);
    }

    /** The fewest whole seconds that are whole hops too: in them neither resampler nor windows change their phase. */
    private long secondsOfWholeHops(int hopSamples) {
        long seconds = 1;
        while (seconds * featureRateHz % hopSamples != 0) {
            seconds++;
        }
        return seconds;
    }

    private void silence(Resampler current, long samples, OnlineWindows windows, ChannelSink sink) {
        float[] piece = new float[current.fromHz() / SILENCE_PIECES_PER_SECOND];
        for (long left = samples; left > 0; ) {
            int taken = (int) Math.min(left, piece.length);
            windows.lose(
                    position(expectedSample, current.fromHz()), position(expectedSample + taken, current.fromHz()));
            expectedSample += taken;
            left -= taken;
            deliver(current.accept(piece, 0, taken), windows, sink);
        }
    }

    /** The resampler for the chunk's rate, at its beginning where the rate has changed. */
    private Resampler begin(Chunk chunk, OnlineWindows windows, ChannelSink sink) {
        Resampler current = resampler;
        if (current != null && current.fromHz() == chunk.sampleRateHz()) {
            return current;
        }
        expectedSample = expectedSample(chunk);
        flush(windows, sink);
        Resampler next = Resampler.of(chunk.sampleRateHz(), featureRateHz);
        resampler = next;
        long behind = windows.nextSample() - position(expectedSample, chunk.sampleRateHz());
        surplusSamples = (int) Math.max(behind, 0);
        if (behind < 0) {
            windows.accept(new float[(int) -behind], 0, (int) -behind, sink);
        }
        return next;
    }

    /** Gives the audio that the resampler still holds. */
    void flush(OnlineWindows windows, ChannelSink sink) {
        if (resampler != null) {
            deliver(resampler.flush(), windows, sink);
        }
    }

    private void deliver(float[] samples, OnlineWindows windows, ChannelSink sink) {
        int dropped = Math.min(surplusSamples, samples.length);
        surplusSamples -= dropped;
        windows.accept(samples, dropped, samples.length, sink);
    }

    State snapshot() {
        return new State(
                expectedSample, surplusSamples, Optional.ofNullable(resampler).map(Resampler::snapshot));
    }

    static OnlineAudio restore(int featureRateHz, long silenceLimitMillis, State state) {
        OnlineAudio audio = new OnlineAudio(featureRateHz, silenceLimitMillis);
        audio.expectedSample = state.expectedSample;
        audio.surplusSamples = state.surplusSamples;
        audio.resampler = state.resampler.map(Resampler::restore).orElse(null);
        return audio;
    }

    /**
     * A channel's audio at one moment.
     *
     * @param resampler empty before the first chunk
     */
    record State(long expectedSample, int surplusSamples, Optional<Resampler.Snapshot> resampler) {

        /** Writes every component, exactly. */
        void writeTo(DataOutput out) throws IOException {
            out.writeLong(expectedSample);
            out.writeInt(surplusSamples);
            out.writeBoolean(resampler.isPresent());
            if (resampler.isPresent()) {
                resampler.get().writeTo(out);
            }
        }

        /** Reads what {@link #writeTo} wrote. */
        static State readFrom(DataInput in) throws IOException {
            return new State(
                    in.readLong(),
                    in.readInt(),
                    in.readBoolean() ? Optional.of(Resampler.Snapshot.readFrom(in)) : Optional.empty());
        }
    }
}
