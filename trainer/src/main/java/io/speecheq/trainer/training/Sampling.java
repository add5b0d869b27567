package io.speecheq.trainer.training;

import static io.speecheq.trainer.training.Recipe.require;

/**
 * What an epoch sees: as many clips with an emotion as there are (or as its steps take), each as often as its weight says; and at each step some
 * spoken clips without one, for the phoneme task.
 *
 * @param minFrames each batch has a length drawn between this and {@code maxFrames}; longer clips are cut at random
 * @param cuts of so many random cuts of a clip the loudest is heard, so that few are of the silence around what is said
 * @param emotionBalance 0: a corpus's emotions as they come; 1: equally often
 * @param speakerBalance 0: speakers by their clips; 1: equally often. Between them, so that neither a corpus of two
 *     speakers with five hundred clips each drowns the others, nor one of thirty clips a speaker is learnt by heart
 * @param telephone share of clips heard through a telephone, as the evaluation's condition of that name
 * @param spokenBatch spoken clips of each step
 * @param spokenFrames longer spoken clips are left out: the phoneme task needs whole ones
 */
public record Sampling(
        int minFrames,
        int maxFrames,
        int cuts,
        double emotionBalance,
        double speakerBalance,
        double telephone,
        int spokenBatch,
        int spokenFrames) {
    public Sampling {
        require(minFrames >= 1, "sampling.minFrames", minFrames, "at least 1");
        require(maxFrames >= minFrames, "sampling.maxFrames", maxFrames, "at least sampling.minFrames, " + minFrames);
        require(cuts >= 1, "sampling.cuts", cuts, "at least 1");
        require(telephone >= 0 && telephone <= 1, "sampling.telephone", telephone, "a share, 0 to 1");
        require(
                spokenBatch == 0 || spokenBatch >= 2,
                "sampling.spokenBatch",
                spokenBatch,
                "0 or at least 2, as batches are normalised");
    }
}
