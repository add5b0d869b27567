package io.speecheq.trainer.training;

import io.speecheq.trainer.network.Heads;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The phoneme loss of a step: the mean of CTC over all its clips that take part, of which each pass gives its share. The passes
 * cannot be one: their clips are of very different lengths.
 */
record PhonemeLoss(int clips) {
    /** The loss of a step; without a weight nothing takes part. */
    static PhonemeLoss of(TrainingStep step, Losses weights) {
        int spoken = step.spoken().map(MiniBatch::transcribed).orElse(0);
        return new PhonemeLoss(weights.phonemes() > 0 ? step.emotional().transcribed() + spoken : 0);
    }

    /** What a batch adds to the mean; 0 where no clip takes part. */
    Tensor share(Heads<Tensor> heads, MiniBatch batch) {
        if (clips == 0 || heads.phonemes().isEmpty()) {
            return torch.zeros(1).squeeze(0);
        }
        int[] lengths = IntStream.range(0, batch.frames().size())
                .map(batch.frames()::length)
                .toArray();
        CtcLoss loss = CtcLoss.of(heads.phonemes().get(), lengths, batch.phonemes());
        return loss.mean().mul(new Scalar((double) loss.clips() / clips));
    }
}
