package io.speecheq.trainer.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Connectionist temporal classification (Graves et al. 2006) of one batch: {@code −log p} of a clip's phonemes, summed over
 * the ways to lay them on its frames, divided by how many they are; its mean over the clips that take part. Lives in the scope
 * that made it.
 *
 * @param mean a scalar; 0, with gradients of 0, when no clip takes part
 * @param clips that take part
 * @param tooShort clips with phonemes that do not fit their frames, so that their loss would be infinite: each phoneme takes a
 *     frame, and a repeated one a blank before it
 */
record CtcLoss(Tensor mean, int clips, int tooShort) {
    private static final int BLANK = 0;
    private static final int MEAN = 1;

    /**
     * The loss of a batch.
     *
     * @param logits {@code [batch, phonemes, frames]}, the blank first
     * @param frameLengths valid frames of each clip
     * @param targets the phonemes of each clip, none of them the blank, at least one; empty when it takes no part
     */
    static CtcLoss of(Tensor logits, int[] frameLengths, List<Optional<List<Integer>>> targets) {
        if (targets.size() != frameLengths.length) {
            throw new IllegalArgumentException(targets.size() + " targets for " + frameLengths.length + " clips");
        }
        List<Integer> taking = new ArrayList<>();
        int tooShort = 0;
        for (int clip = 0; clip < frameLengths.length; clip++) {
            Optional<List<Integer>> target = targets.get(clip);
            if (target.isPresent() && framesNeeded(target.get()) <= frameLengths[clip]) {
                taking.add(clip);
            } else if (target.isPresent()) {
                tooShort++;
            }
        }
        Tensor mean = taking.isEmpty() ? logits.mul(new Scalar(0f)).sum() : mean(logits, frameLengths, targets, taking);
        return new CtcLoss(mean, taking.size(), tooShort);
    }

    /** The fewest frames that a sequence of phonemes can be laid on. */
    static int framesNeeded(List<Integer> target) {
        int frames = target.size();
        for (int i = 1; i < target.size(); i++) {
            frames += target.get(i).equals(target.get(i - 1)) ? 1 : 0;
        }
        return frames;
    }

    private static Tensor mean(
            Tensor logits, int[] frameLengths, List<Optional<List<Integer>>> targets, List<Integer> taking) {
        long[] rows = taking.stream().mapToLong(Integer::longValue).toArray();
        long[] frames = taking.stream().mapToLong(clip -> frameLengths[clip]).toArray();
        long[] counts = taking.stream()
                .mapToLong(clip -> targets.get(clip).orElseThrow().size())
                .toArray();
        long[] joined = taking.stream()
                .flatMap(clip -> targets.get(clip).orElseThrow().stream())
                .mapToLong(Integer::longValue)
                .toArray();
        Tensor logs =
                torch.log_softmax(logits.index_select(0, torch.tensor(rows)), 1).permute(2, 0, 1);
        return torch.ctc_loss(logs, torch.tensor(joined), frames, counts, BLANK, MEAN, false);
    }
}
