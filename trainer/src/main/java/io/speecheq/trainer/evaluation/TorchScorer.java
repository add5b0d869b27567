package io.speecheq.trainer.evaluation;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.trainer.network.Heads;
import io.speecheq.trainer.network.Tensors;
import io.speecheq.trainer.network.Torch;
import io.speecheq.trainer.network.TorchModel;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A network in libtorch; its logits are divided by a temperature. Borrows the model. */
public record TorchScorer(TorchModel model, double temperature) implements Scorer {
    private static final int BATCH = 8;
    private static final int EMOTIONS = 9;

    @Override
    public List<Opinion> score(List<FrameMatrix> clips) {
        Opinion[] opinions = new Opinion[clips.size()];
        for (PaddedBatch batch : PaddedBatch.cut(clips, BATCH)) {
            Torch.withoutGradients(() -> score(batch, opinions));
        }
        return Arrays.asList(opinions);
    }

    private int score(PaddedBatch batch, Opinion[] into) {
        Heads<Tensor> heads = model.score(batch.frames());
        float[] scores = Tensors.values(torch.softmax(heads.emotion().div(new Scalar(temperature)), 1));
        float[] intensity = Tensors.values(heads.intensity());
        for (int i = 0; i < batch.positions().size(); i++) {
            float clipped = Math.max(0, Math.min(4, intensity[i]));
            into[batch.positions().get(i)] = Opinion.of(scores, i * EMOTIONS, clipped);
        }
        return batch.positions().size();
    }
}
