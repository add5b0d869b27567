package io.speecheq.trainer.training;

import static io.speecheq.trainer.training.Recipe.require;

/**
 * The paper's second stage: a constant rate, and other weights for the tasks beside emotion and intensity.
 *
 * @param epochs 0 for none
 */
public record Refinement(int epochs, double rate, double phonemes, double gender) {
    public Refinement {
        require(epochs >= 0, "refinement.epochs", epochs, "at least 0");
        require(rate > 0, "refinement.rate", rate, "more than 0");
        require(phonemes >= 0, "refinement.phonemes", phonemes, "at least 0");
        require(gender >= 0, "refinement.gender", gender, "at least 0");
    }
}
