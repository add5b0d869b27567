package io.speecheq.trainer.network;

import io.speecheq.trainer.network.Operations.Conv;
import java.util.List;
import java.util.Optional;

/**
 * The baseline that the SpeechEQ paper (2022) compares with: convolutions, a recurrent layer and attention.
 *
 * <p>Log-mel of 80 bands, mean-normalised over the clip; three convolutions of 5 frames to 128, 192 and 256 channels; one
 * bidirectional GRU of 192 a direction; a mean over time weighted by a learnt score of each frame; an embedding of 128.
 * About 1.1 million parameters.
 *
 * @param phonemes size of the phoneme inventory, 0 for a network without that task
 * @param dropout share of the embedding that training drops
 */
public record BaselineNetwork(int phonemes, double dropout) implements Network {
    private static final int BANDS = 80;
    private static final List<Integer> CHANNELS = List.of(128, 192, 256);
    private static final int KERNEL = 5;
    private static final int GRU_HIDDEN = 192;
    private static final int RECURRENT = 2 * GRU_HIDDEN;
    private static final int ATTENTION = 128;
    private static final int EMBEDDING = 128;
    private static final int EMOTIONS = 9;
    private static final int GENDERS = 2;

    @Override
    public String architecture() {
        return "baseline-cnn-gru-attention" + (phonemes > 0 ? "-p" + phonemes : "");
    }

    @Override
    public <V> Heads<V> heads(Operations<V> on, V features) {
        V bands = on.mask(on.swapChannelsAndFrames(features));
        V x = on.mask(on.subtract(bands, on.meanOverTime(bands)));
        int in = BANDS;
        for (int layer = 0; layer < CHANNELS.size(); layer++) {
            int out = CHANNELS.get(layer);
            String name = "conv" + (layer + 1);
            V convolved = on.conv(name, x, new Conv(in, out, KERNEL, 1));
            x = on.mask(on.relu(on.batchNorm(name + ".norm", convolved, out)));
            in = out;
        }
        V frames = on.mask(on.bidirectionalGru("gru", x, in, GRU_HIDDEN));
        V pooled = attentiveMean(on, frames);
        V embedded = on.relu(on.conv("embedding", pooled, Conv.pointwise(RECURRENT, EMBEDDING)));
        V embedding = on.dropout(embedded, dropout);
        return new Heads<>(
                on.vector(on.conv("emotion", embedding, Conv.pointwise(EMBEDDING, EMOTIONS))),
                on.vector(on.conv("intensity", embedding, Conv.pointwise(EMBEDDING, 1))),
                on.vector(on.conv("gender", embedding, Conv.pointwise(EMBEDDING, GENDERS))),
                phonemes > 0
                        ? Optional.of(on.conv("phonemes", frames, Conv.pointwise(RECURRENT, phonemes)))
                        : Optional.empty());
    }

    /** {@code [batch, 384, 1]}: one weight for each frame, the same for all channels. */
    private static <V> V attentiveMean(Operations<V> on, V frames) {
        V hidden = on.tanh(on.conv("pooling.hidden", frames, Conv.pointwise(RECURRENT, ATTENTION)));
        V weights = on.softmaxOverTime(on.conv("pooling.score", hidden, Conv.pointwise(ATTENTION, 1)));
        return on.sumOverTime(on.multiply(frames, weights));
    }
}
