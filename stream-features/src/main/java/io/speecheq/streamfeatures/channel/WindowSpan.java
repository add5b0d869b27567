package io.speecheq.streamfeatures.channel;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.streamfeatures.window.SpeechSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a channel keeps of its newest audio, from the begin of its next window on: the frames and whether they are speech;
 * and for each block of one hop of the features, the energy of its samples and how many of them were lost. Frame and block
 * t begin at sample t * hop. Owned by one thread.
 */
final class WindowSpan {

    private static final long MILLIS = 1_000;

    private final int sampleRateHz;
    private final int blockSamples;
    private final int bands;

    private long firstBlock;
    /** The frame that comes next; before {@code firstBlock} where a window's last frames reach beyond its end. */
    private long nextFrame;
    /** A row is never changed once it is here, so copies of this share it. */
    private float[][] rows;

    private boolean[] speech;
    private double[] energies;
    private int[] lost;
    /** Blocks of which anything is known; the last of them may lie ahead of the audio, as a loss that is not yet filled. */
    private int blocks;

    WindowSpan(FeatureSpec spec, int samples) {
        sampleRateHz = spec.sampleRateHz();
        blockSamples = spec.hopSamples();
        bands = spec.bands();
        int capacity = samples / blockSamples + spec.frameSamples() / blockSamples + 2;
        rows = new float[capacity][];
        speech = new boolean[capacity];
        energies = new double[capacity];
        lost = new int[capacity];
    }

    /** Adds the energy of {@code samples[from..to)}, which begin at that position of the channel. */
    void addSamples(long position, float[] samples, int from, int to) {
        int next = from;
        while (next < to) {
            long at = position + next - from;
            int end = (int) Math.min(to, next + blockSamples - at % blockSamples);
            int block = block(at);
            double energy = energies[block];
            for (; next < end; next++) {
                energy += (double) samples[next] * samples[next];
            }
            energies[block] = energy;
        }
    }

    /** Adds a frame, which stays the caller's. */
    void addFrame(float[] frame, boolean isSpeech) {
        int place = Math.toIntExact(nextFrame - firstBlock);
        if (place >= 0) {
            ensure(place + 1);
            rows[place] = frame.clone();
            speech[place] = isSpeech;
        }
        nextFrame++;
    }

    /** Counts the samples {@code [from, to)} of the channel as lost. */
    void addLost(long from, long to) {
        for (long at = from; at < to; ) {
            long end = Math.min(to, at + blockSamples - at % blockSamples);
            int block = block(at);
            lost[block] += (int) (end - at);
            at = end;
        }
    }

    private int block(long sample) {
        int place = Math.toIntExact(sample / blockSamples - firstBlock);
        ensure(place + 1);
        blocks = Math.max(blocks, place + 1);
        return place;
    }

    private void ensure(int capacity) {
        if (capacity > energies.length) {
            int grown = Math.max(capacity, energies.length + energies.length / 2);
            rows = Arrays.copyOf(rows, grown);
            speech = Arrays.copyOf(speech, grown);
            energies = Arrays.copyOf(energies, grown);
            lost = Arrays.copyOf(lost, grown);
        }
    }

    /** Forgets what lies before that sample, which begins a block. */
    void forgetBefore(long sample) {
        int dropped = Math.toIntExact(sample / blockSamples - firstBlock);
        int frames = frames();
        shift(rows, dropped, frames);
        Arrays.fill(rows, Math.max(frames - dropped, 0), frames, null);
        shift(speech, dropped, frames);
        shift(energies, dropped, blocks);
        shift(lost, dropped, blocks);
        int kept = Math.max(blocks - dropped, 0);
        Arrays.fill(energies, kept, blocks, 0);
        Arrays.fill(lost, kept, blocks, 0);
        blocks = kept;
        firstBlock += dropped;
    }

    private static void shift(Object array, int dropped, int count) {
        if (dropped < count) {
            System.arraycopy(array, dropped, array, 0, count - dropped);
        }
    }

    /** Moves everything to a later place, by whole blocks. */
    void moveBy(long samples) {
        firstBlock += samples / blockSamples;
        nextFrame += samples / blockSamples;
    }

    private int frames() {
        return (int) Math.max(nextFrame - firstBlock, 0);
    }

    /** The first frames. */
    FrameMatrix matrix(int frames) {
        float[] rowMajor = new float[frames * bands];
        for (int frame = 0; frame < frames; frame++) {
            System.arraycopy(rows[frame], 0, rowMajor, frame * bands, bands);
        }
        return FrameMatrix.copyOf(rowMajor, frames, bands);
    }

    /** How many of the first frames are speech. */
    int speechFrames(int frames) {
        int count = 0;
        for (int frame = 0; frame < frames; frame++) {
            count += speech[frame] ? 1 : 0;
        }
        return count;
    }

    /** Speech in the frames {@code [from, to)}, counted from the first, as stretches of the channel's media time. */
    List<SpeechSpan> speech(int from, int to) {
        List<SpeechSpan> spans = new ArrayList<>();
        int begin = -1;
        for (int frame = from; frame <= to; frame++) {
            boolean isSpeech = frame < to && speech[frame];
            if (isSpeech && begin < 0) {
                begin = frame;
            } else if (!isSpeech && begin >= 0) {
                spans.add(new SpeechSpan(millis(begin), millis(frame)));
                begin = -1;
            }
        }
        return spans;
    }

    private long millis(int frame) {
        return (firstBlock + frame) * blockSamples * MILLIS / sampleRateHz;
    }

    /** Sum of the squares of the first samples, which end where a block ends or where the audio does. */
    double energy(long samples) {
        double sum = 0;
        for (int block = 0; block < blocksIn(samples); block++) {
            sum += energies[block];
        }
        return sum;
    }

    /** How many of the first samples were lost; they end where a block ends or where the audio does. */
    long lostSamples(long samples) {
        long sum = 0;
        for (int block = 0; block < blocksIn(samples); block++) {
            sum += lost[block];
        }
        return sum;
    }

    private int blocksIn(long samples) {
        return (int) Math.min(blocks, (samples + blockSamples - 1) / blockSamples);
    }

    /**
     * Whether all of {@code [from, to)} is still remembered and none of it was lost, as far as blocks can tell: a block that
     * is only partly in the stretch may hold the loss of its neighbour.
     */
    boolean isHeard(long from, long to) {
        long first = from / blockSamples;
        if (first < firstBlock) {
            return false;
        }
        long end = (to + blockSamples - 1) / blockSamples;
        long sum = 0;
        for (long block = first; block < Math.min(end, firstBlock + blocks); block++) {
            sum += lost[(int) (block - firstBlock)];
        }
        return sum <= (end - first) * blockSamples - (to - from);
    }

    WindowSpanState snapshot() {
        int frames = frames();
        return new WindowSpanState(
                firstBlock,
                nextFrame,
                Arrays.copyOf(rows, frames),
                Arrays.copyOf(speech, frames),
                Arrays.copyOf(energies, blocks),
                Arrays.copyOf(lost, blocks));
    }

    static WindowSpan restore(FeatureSpec spec, int samples, WindowSpanState state) {
        WindowSpan span = new WindowSpan(spec, samples);
        span.firstBlock = state.firstBlock;
        span.nextFrame = state.nextFrame;
        span.blocks = state.energies.length;
        span.ensure(Math.max(span.blocks, state.rows.length));
        System.arraycopy(state.rows, 0, span.rows, 0, state.rows.length);
        System.arraycopy(state.speech, 0, span.speech, 0, state.speech.length);
        System.arraycopy(state.energies, 0, span.energies, 0, state.energies.length);
        System.arraycopy(state.lost, 0, span.lost, 0, state.lost.length);
        return span;
    }
}
