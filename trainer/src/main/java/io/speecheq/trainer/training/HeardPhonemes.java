package io.speecheq.trainer.training;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.network.FrameBatch;
import io.speecheq.trainer.network.Heads;
import io.speecheq.trainer.network.Tensors;
import io.speecheq.trainer.network.Torch;
import io.speecheq.trainer.network.TorchModel;
import io.speecheq.trainer.phonemes.GreedyDecoding;
import io.speecheq.trainer.phonemes.PhonemeErrorRate;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** How well a network under training hears the phonemes of clips with transcripts. Borrows the model. */
record HeardPhonemes(TorchModel model, TrainingMaterial material) {
    /** The phoneme error rate over clips as they were recorded; those without a transcript are left out. */
    PhonemeErrorRate over(List<AnalysedClip> clips) {
        PhonemeErrorRate rate = PhonemeErrorRate.NONE;
        for (AnalysedClip clip : clips) {
            Optional<List<Integer>> said = material.phonemes(clip.clip());
            if (said.isPresent()) {
                rate = rate.plus(PhonemeErrorRate.of(heard(clip), said.get()));
            }
        }
        return rate;
    }

    private List<Integer> heard(AnalysedClip clip) {
        FrameMatrix features = clip.in(Condition.CLEAN);
        int[] length = {features.frames()};
        FrameBatch batch = new FrameBatch(features.toArray(), features.frames(), features.bands(), length);
        return Torch.withoutGradients(() -> {
            Heads<Tensor> heads = model.score(batch);
            Tensor logits = heads.phonemes().orElseThrow();
            int phonemes = Math.toIntExact(logits.size(1));
            return GreedyDecoding.of(Tensors.values(logits), phonemes, length).get(0);
        });
    }
}
