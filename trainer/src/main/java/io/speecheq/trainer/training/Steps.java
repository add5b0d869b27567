package io.speecheq.trainer.training;

import static io.speecheq.trainer.training.Recipe.require;

/**
 * The optimizer's steps: Adam.
 *
 * @param batch clips of a step: two at least, as normalisations need a variance
 * @param rate the highest learning rate
 * @param maxGradientNorm gradients longer than this are shortened to it
 * @param averaging the network that is measured and kept has the mean of the weights over the steps, each weighing that much less
 *     than the one after it (Polyak and Juditsky 1992); 0 for the last weights
 * @param settling batches without distortion that the network which is measured hears but does not learn from, so that the
 *     statistics of normalisations become those of clips as they are (Wu and Johnson 2021); 0 for none
 * @param perEpoch steps of an epoch; 0 for as many as there are batches of clips. With a number, networks that learn from
 *     more and from fewer clips take equally many
 */
public record Steps(
        int batch,
        double rate,
        Schedule schedule,
        double weightDecay,
        double maxGradientNorm,
        double averaging,
        int settling,
        int perEpoch) {
    /** How the rate goes over the run. */
    public enum Schedule {
        /** The same from first to last. */
        CONSTANT,
        /** A rise over the first part, then half a cosine down to nearly nothing (Smith and Topin 2019). */
        ONE_CYCLE
    }

    public Steps {
        require(batch >= 2, "steps.batch", batch, "at least 2");
        require(rate > 0, "steps.rate", rate, "more than 0");
        require(weightDecay >= 0, "steps.weightDecay", weightDecay, "at least 0");
        require(maxGradientNorm > 0, "steps.maxGradientNorm", maxGradientNorm, "more than 0");
        require(averaging >= 0 && averaging < 1, "steps.averaging", averaging, "at least 0 and under 1");
        require(settling >= 0, "steps.settling", settling, "at least 0");
        require(perEpoch >= 0, "steps.perEpoch", perEpoch, "at least 0");
    }
}
