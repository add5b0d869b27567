package io.speecheq.trainer.training;

import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.network.Heads;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The losses of one step; they live in the scope that made them. */
record MultitaskLoss(Tensor total, Tensor emotion, Tensor intensity, Tensor phonemes, Tensor gender) {
    private static final double STEADY = 1e-6;

    /**
     * The losses of the clips with an emotion.
     *
     * @param phonemes the mean over all clips of the step that take part in that task
     */
    static MultitaskLoss of(Heads<Tensor> heads, MiniBatch batch, Tensor phonemes, Losses options) {
        Tensor emotion = focal(heads.emotion(), batch.emotions(), options.gamma(), options.smoothing());
        Tensor intensity = concordance(heads.intensity().squeeze(1), batch.intensities());
        Tensor gender = focal(heads.gender(), batch.genders(), options.gamma(), 0);
        Tensor total = emotion.add(intensity.mul(new Scalar(options.intensity())))
                .add(phonemes.mul(new Scalar(options.phonemes())))
                .add(gender.mul(new Scalar(options.gender())));
        return new MultitaskLoss(total, emotion, intensity, phonemes, gender);
    }

    /**
     * Focal loss (Lin et al. 2017), {@code −(1 − p)^γ log p} of the labelled class, its mean over the labelled clips;
     * γ = 0 is cross-entropy. With smoothing, {@code log p} is mixed with its mean over the classes.
     *
     * @param labels −1 where there is none
     */
    static Tensor focal(Tensor logits, long[] labels, double gamma, double smoothing) {
        float[] known = new float[labels.length];
        long[] targets = new long[labels.length];
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            known[i] = labels[i] < 0 ? 0 : 1;
            targets[i] = Math.max(0, labels[i]);
            count += labels[i] < 0 ? 0 : 1;
        }
        Tensor logs = torch.log_softmax(logits, 1);
        Tensor own = logs.gather(1, torch.tensor(targets).unsqueeze(1)).squeeze(1);
        Tensor log = smoothing == 0 ? own : own.mul(new Scalar(1 - smoothing)).add(logs.mean(1), new Scalar(smoothing));
        Tensor weighted = gamma == 0
                ? log
                : log.mul(own.exp().neg().add(new Scalar(1 + STEADY)).pow(new Scalar(gamma)));
        return weighted.mul(torch.tensor(known)).sum().div(new Scalar(-(double) Math.max(1, count)));
    }

    /**
     * {@code 1 − CCC} (Lin 1989) over the batch. An unlabelled clip takes its own prediction, clipped to the scale and
     * detached, as its label, so that it moves the statistics of both sides alike and has no error of its own.
     */
    static Tensor concordance(Tensor predicted, float[] labels) {
        Tensor given = torch.tensor(labels);
        Tensor own = predicted.detach().clamp(new ScalarOptional(new Scalar(0f)), new ScalarOptional(new Scalar(4f)));
        Tensor gold = torch.where(given.lt(new Scalar(LabelledClip.UNLABELLED / 2)), own, given);
        Tensor meanPredicted = predicted.mean();
        Tensor meanGold = gold.mean();
        Tensor fromPredicted = predicted.sub(meanPredicted);
        Tensor fromGold = gold.sub(meanGold);
        Tensor covariance = fromPredicted.mul(fromGold).mean(new ScalarTypeOptional());
        Tensor spread = fromPredicted
                .square()
                .mean()
                .add(fromGold.square().mean())
                .add(meanPredicted.sub(meanGold).square())
                .add(new Scalar(STEADY));
        return covariance.mul(new Scalar(-2.0)).div(spread).add(new Scalar(1.0));
    }
}
