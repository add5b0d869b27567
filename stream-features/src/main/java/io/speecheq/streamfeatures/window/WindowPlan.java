package io.speecheq.streamfeatures.window;

import io.speecheq.acoustics.features.FeatureSpec;
import java.time.Duration;

/**
 * Where the windows of a channel lie, in samples of the feature rate: window k covers
 * {@code [k * hopSamples, k * hopSamples + windowSamples)}. At the end of the channel one closing window, from the next hop
 * to the end, follows where at least {@code shortestClosingSamples} lie beyond the last whole window, or where there was
 * none and there is any audio at all.
 *
 * @param windowSamples length of a whole window
 * @param hopSamples step from one window to the next, at most a window
 * @param shortestClosingSamples at least 1; above a hop, only a channel without a whole window has a closing one
 */
public record WindowPlan(int windowSamples, int hopSamples, int shortestClosingSamples) {

    private static final long MILLIS = 1_000;

    public WindowPlan {
        if (hopSamples < 1 || hopSamples > windowSamples) {
            throw new IllegalArgumentException(
                    "the hop must be from 1 to a window of " + windowSamples + " samples, is " + hopSamples);
        }
        if (shortestClosingSamples < 1) {
            throw new IllegalArgumentException(
                    "a closing window needs 1 sample of its own at least, not " + shortestClosingSamples);
        }
    }

    /**
     * The plan with those lengths.
     *
     * @throws IllegalArgumentException when a window or hop is no whole number of the features' own hops, or a window is
     *     shorter than a frame
     */
    public static WindowPlan of(FeatureSpec spec, Duration window, Duration hop, Duration shortestClosing) {
        if (samples(spec, window) < spec.frameSamples()) {
            throw new IllegalArgumentException("a window must have a frame of " + spec.frameSamples()
                    + " samples at least, " + window + " has " + samples(spec, window));
        }
        return new WindowPlan(
                wholeHops(spec, "window", window), wholeHops(spec, "hop", hop), samples(spec, shortestClosing));
    }

    private static int wholeHops(FeatureSpec spec, String which, Duration length) {
        int samples = samples(spec, length);
        if (samples % spec.hopSamples() != 0 || length.toNanos() % 1_000_000 != 0) {
            throw new IllegalArgumentException("the " + which + " must be a multiple of "
                    + MILLIS * spec.hopSamples() / spec.sampleRateHz() + " ms, is " + length.toMillis() + " ms");
        }
        return samples;
    }

    private static int samples(FeatureSpec spec, Duration length) {
        return Math.toIntExact(length.toMillis() * spec.sampleRateHz() / MILLIS);
    }

    /** First sample of that window. */
    public long start(int index) {
        return (long) index * hopSamples;
    }

    /** The sample after the last of that whole window. */
    public long end(int index) {
        return start(index) + windowSamples;
    }

    /** Number of whole windows in that many samples of a channel. */
    public int wholeWindows(long samples) {
        return samples < windowSamples ? 0 : Math.toIntExact(1 + (samples - windowSamples) / hopSamples);
    }

    /** Whether a channel that ends after that many samples has a closing window behind its whole ones. */
    public boolean closes(long samples) {
        int whole = wholeWindows(samples);
        return whole == 0 ? samples > 0 : samples - end(whole - 1) >= shortestClosingSamples;
    }

    /** Number of windows, closing one included, of a channel that ends after that many samples. */
    public int windows(long samples) {
        return wholeWindows(samples) + (closes(samples) ? 1 : 0);
    }
}
