package io.speecheq.trainer.training;

import static io.speecheq.trainer.training.Recipe.require;

/**
 * {@code L = L_emotion + intensity * L_intensity + phonemes * L_phonemes + gender * L_gender}.
 *
 * @param gamma of the focal losses; 0 is cross-entropy
 * @param smoothing share of the emotion label's mass that is spread over all emotions
 * @param intensity weight of 1 − CCC, α in the paper
 * @param phonemes weight of CTC, β in the paper; it counts in a run that has a phoneme inventory
 * @param gender weight of the gender loss, η in the paper
 */
public record Losses(double gamma, double smoothing, double intensity, double phonemes, double gender) {
    public Losses {
        require(gamma >= 0, "losses.gamma", gamma, "at least 0");
        require(smoothing >= 0 && smoothing < 1, "losses.smoothing", smoothing, "at least 0 and under 1");
        require(intensity >= 0, "losses.intensity", intensity, "at least 0");
        require(phonemes >= 0, "losses.phonemes", phonemes, "at least 0");
        require(gender >= 0, "losses.gender", gender, "at least 0");
    }

    /** The same without the tasks that only help to learn: phonemes and gender. */
    public Losses withoutAuxiliaryTasks() {
        return new Losses(gamma, smoothing, intensity, 0, 0);
    }
}
