package io.speecheq.trainer.network;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A network with weights, run in libtorch. Owns the weights; one thread at a time. */
public final class TorchModel implements AutoCloseable {
    private static final int BANDS = 80;

    private final Network network;
    private final Weights weights = new Weights();

    /** A network with weights drawn at random; the same seed draws the same ones. */
    public TorchModel(Network network, long seed) {
        this.network = network;
        torch.manual_seed(seed);
        Torch.withoutGradients(
                () -> network.heads(new TorchGraph(weights, false, 1, new int[] {1}), torch.zeros(1, 1, BANDS)));
        weights.complete();
    }

    public Network network() {
        return network;
    }

    public Weights weights() {
        return weights;
    }

    /** Runs a batch for training: normalisations use and follow its statistics. Called inside {@link Torch#scoped}. */
    public Heads<Tensor> train(Tensor features, int[] lengths) {
        return run(features, lengths, true);
    }

    /** Runs a batch as a trained network. Called inside {@link Torch#withoutGradients}. */
    public Heads<Tensor> score(Tensor features, int[] lengths) {
        return run(features, lengths, false);
    }

    private Heads<Tensor> run(Tensor features, int[] lengths, boolean training) {
        int frames = Math.toIntExact(features.size(1));
        return network.heads(new TorchGraph(weights, training, frames, lengths), features);
    }

    @Override
    public void close() {
        weights.close();
    }
}
