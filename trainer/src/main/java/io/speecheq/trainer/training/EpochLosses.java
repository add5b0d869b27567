package io.speecheq.trainer.training;

import io.speecheq.trainer.network.Tensors;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;

/** Running means of an epoch's losses. One thread. */
final class EpochLosses {
    static final String CSV_HEADER = "loss,loss_emotion,loss_intensity,loss_phonemes,loss_gender,train_accuracy";

    /** The losses of one step, and the share of its clips whose emotion was right. */
    record Step(double total, double emotion, double intensity, double phonemes, double gender, double accuracy) {
        static Step of(MultitaskLoss loss, Tensor emotionLogits, MiniBatch batch) {
            return new Step(
                    loss.total().item_float(),
                    loss.emotion().item_float(),
                    loss.intensity().item_float(),
                    loss.phonemes().item_float(),
                    loss.gender().item_float(),
                    accuracy(Tensors.values(emotionLogits.detach()), batch.emotions()));
        }

        private static double accuracy(float[] logits, long[] labels) {
            int classes = logits.length / labels.length;
            int right = 0;
            for (int clip = 0; clip < labels.length; clip++) {
                int best = 0;
                for (int i = 1; i < classes; i++) {
                    best = logits[clip * classes + i] > logits[clip * classes + best] ? i : best;
                }
                right += best == labels[clip] ? 1 : 0;
            }
            return (double) right / labels.length;
        }

        /** With the phoneme loss of a pass of its own. */
        Step withSpoken(double loss, Losses weights) {
            return new Step(total + weights.phonemes() * loss, emotion, intensity, phonemes + loss, gender, accuracy);
        }

        Step plus(Step other) {
            return new Step(
                    total + other.total,
                    emotion + other.emotion,
                    intensity + other.intensity,
                    phonemes + other.phonemes,
                    gender + other.gender,
                    accuracy + other.accuracy);
        }
    }

    private Step sum = new Step(0, 0, 0, 0, 0, 0);
    private int steps;

    void add(Step step) {
        sum = sum.plus(step);
        steps++;
    }

    String csv() {
        return String.format(
                Locale.ROOT,
                "%.5f,%.5f,%.5f,%.5f,%.5f,%.4f",
                sum.total / steps,
                sum.emotion / steps,
                sum.intensity / steps,
                sum.phonemes / steps,
                sum.gender / steps,
                sum.accuracy / steps);
    }

    /** Emotion, intensity, phonemes, gender; and the share of emotions that were right. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "losses %.3f %.3f %.3f %.3f, right %.2f",
                sum.emotion / steps,
                sum.intensity / steps,
                sum.phonemes / steps,
                sum.gender / steps,
                sum.accuracy / steps);
    }
}
