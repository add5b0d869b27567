package io.speecheq.trainer.network;

import io.speecheq.trainer.network.Operations.Conv;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The SpeechEQ network: ECAPA-TDNN (Desplanques et al. 2020) with a recurrent layer in each block, and one head for each task.
 *
 * <p>Log-mel of 80 bands, mean-normalised over the clip; a convolution of 5 frames to 256 channels (or fewer: the
 * layers scale with them); three SE-Res2 blocks
 * (3 frames, dilation 2, 3, 4, scale 8), each with a residual bidirectional GRU of 128 a direction between its last pointwise
 * convolution and its squeeze-excitation gate; their outputs side by side, and a pointwise convolution to 1536 channels;
 * attentive statistics pooling with global context; an embedding of 192.
 *
 * @param phonemes size of the phoneme inventory, 0 for a network without that task
 * @param dropout share of the embedding that training drops
 * @param channels width of the blocks, a multiple of 64
 */
public record SpeechEqNetwork(int phonemes, double dropout, int channels) implements Network {
    private static final int BANDS = 80;
    private static final int STANDARD_CHANNELS = 256;
    private static final int WIDTH_STEP = 64;
    private static final int SCALE = 8;
    private static final int EMBEDDING = 192;
    private static final List<Integer> DILATIONS = List.of(2, 3, 4);
    private static final int EMOTIONS = 9;
    private static final int GENDERS = 2;

    /** Keeps the gradient of the standard deviation bounded on constant channels. */
    private static final float VARIANCE_FLOOR = 1e-4f;

    public SpeechEqNetwork {
        if (channels < WIDTH_STEP || channels % WIDTH_STEP != 0) {
            throw new IllegalArgumentException("the width is a multiple of 64, not " + channels);
        }
    }

    /** The network of standard width, 256. */
    public SpeechEqNetwork(int phonemes, double dropout) {
        this(phonemes, dropout, STANDARD_CHANNELS);
    }

    private int bottleneck() {
        return channels / 2;
    }

    private int gruHidden() {
        return channels / 2;
    }

    private int aggregated() {
        return 6 * channels;
    }

    @Override
    public String architecture() {
        return "speecheq-ecapa-gru-c" + channels + (phonemes > 0 ? "-p" + phonemes : "");
    }

    @Override
    public <V> Heads<V> heads(Operations<V> on, V features) {
        V bands = on.mask(on.swapChannelsAndFrames(features));
        V normalised = on.mask(on.subtract(bands, on.meanOverTime(bands)));
        V x = on.mask(tdnn(on, "stem", normalised, new Conv(BANDS, channels, 5, 1)));
        List<V> blocks = new ArrayList<>();
        for (int dilation : DILATIONS) {
            x = seRes2Block(on, "block" + dilation, x, dilation);
            blocks.add(x);
        }
        V frames = on.mask(tdnn(
                on,
                "aggregation",
                on.concatChannels(blocks),
                Conv.pointwise(channels * DILATIONS.size(), aggregated())));
        V pooled = on.batchNorm("pooling.norm", attentiveStatistics(on, frames), 2 * aggregated());
        V embedding = on.dropout(on.conv("embedding", pooled, Conv.pointwise(2 * aggregated(), EMBEDDING)), dropout);
        return new Heads<>(
                on.vector(on.conv("emotion", embedding, Conv.pointwise(EMBEDDING, EMOTIONS))),
                on.vector(on.conv("intensity", embedding, Conv.pointwise(EMBEDDING, 1))),
                on.vector(on.conv("gender", embedding, Conv.pointwise(EMBEDDING, GENDERS))),
                phonemes > 0
                        ? Optional.of(on.conv("phonemes", frames, Conv.pointwise(aggregated(), phonemes)))
                        : Optional.empty());
    }

    private static <V> V tdnn(Operations<V> on, String name, V x, Conv shape) {
        return on.batchNorm(name + ".norm", on.relu(on.conv(name + ".conv", x, shape)), shape.out());
    }

    private <V> V seRes2Block(Operations<V> on, String name, V input, int dilation) {
        Conv pointwise = Conv.pointwise(channels, channels);
        V x = on.mask(tdnn(on, name + ".first", input, pointwise));
        x = res2(on, name + ".res2", x, dilation);
        x = on.mask(tdnn(on, name + ".last", x, pointwise));
        x = on.mask(on.add(x, on.bidirectionalGru(name + ".gru", x, channels, gruHidden())));
        return on.add(input, on.multiply(x, gate(on, name + ".gate", x)));
    }

    /** Res2Net (Gao et al. 2019): eight groups of channels; each but the first is convolved together with the result of the one before. */
    private <V> V res2(Operations<V> on, String name, V x, int dilation) {
        int width = channels / SCALE;
        Conv shape = new Conv(width, width, 3, dilation);
        List<V> groups = new ArrayList<>();
        List<V> split = on.split(x, SCALE, width);
        groups.add(split.get(0));
        for (int group = 1; group < SCALE; group++) {
            V in = group == 1 ? split.get(1) : on.add(split.get(group), groups.get(group - 1));
            groups.add(on.mask(tdnn(on, name + "." + group, in, shape)));
        }
        return on.concatChannels(groups);
    }

    /** Squeeze-excitation: a factor in (0, 1) for each channel, from its mean over time. */
    private <V> V gate(Operations<V> on, String name, V x) {
        V squeezed = on.relu(on.conv(name + ".squeeze", on.meanOverTime(x), Conv.pointwise(channels, bottleneck())));
        return on.sigmoid(on.conv(name + ".excite", squeezed, Conv.pointwise(bottleneck(), channels)));
    }

    /**
     * Attentive statistics pooling (Okabe et al. 2018) with global context: {@code [batch, 12 * channels, 1]}, the weighted means and
     * standard deviations. The convolution over (frame, mean, deviation) side by side is done as the sum of three, so that
     * the two constant parts cost one frame each.
     */
    private <V> V attentiveStatistics(Operations<V> on, V x) {
        V mean = on.meanOverTime(x);
        V deviation = on.deviationOverTime(x, VARIANCE_FLOOR);
        Conv narrow = Conv.pointwise(aggregated(), bottleneck());
        V context = on.add(on.conv("pooling.mean", mean, narrow), on.conv("pooling.deviation", deviation, narrow));
        V hidden = on.relu(on.add(on.conv("pooling.frame", x, narrow), context));
        V attention = on.tanh(on.batchNorm("pooling.attention.norm", hidden, bottleneck()));
        V weights =
                on.softmaxOverTime(on.conv("pooling.attention", attention, Conv.pointwise(bottleneck(), aggregated())));
        V weighted = on.multiply(weights, x);
        V weightedMean = on.sumOverTime(weighted);
        V variance = on.subtract(on.sumOverTime(on.multiply(weighted, x)), on.square(weightedMean));
        return on.concatChannels(List.of(weightedMean, on.sqrt(variance, VARIANCE_FLOOR)));
    }
}
