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
        Torch.withoutGradients(() -> run(new FrameBatch(new float[BANDS], 1, BANDS, new int[] {1}), false));
        weights.complete();
    }

    public Network network() {
        return network;
    }

    public Weights weights() {
        return weights;
    }

    /** Runs a batch for training: normalisations use and follow its statistics. Called inside {@link Torch#scoped}. */
    public Heads<Tensor> train(FrameBatch batch) {
        return run(batch, true);
    }

    /** Runs a batch as a trained network. Called inside {@link Torch#withoutGradients}. */
    public Heads<Tensor> score(FrameBatch batch) {
        return run(batch, false);
    }

    private Heads<Tensor> run(FrameBatch batch, boolean training) {
        Tensor features = Tensors.of(batch.values(), batch.size(), batch.frames(), batch.bands());
        return network.heads(new TorchGraph(weights, training, new Padding(batch)), features);
    }

    @Override
    public void close() {
        weights.close();
    }
}
