package io.speecheq.trainer.training;

import io.speecheq.trainer.network.Network;
import io.speecheq.trainer.network.Weights;
import java.util.List;

/**
 * What is to be trained, on what, and how: equal plans give equal networks on one thread.
 *
 * @param network with the phoneme inventory of {@code material}
 * @param commit of the code that trains
 * @param preparation with what clips are made ready
 */
public record TrainingPlan(
        Recipe recipe, Network network, long seed, String commit, Preparation preparation, TrainingMaterial material) {
    /**
     * The state before the first epoch.
     *
     * @param corpora that the network will have heard, in earlier stages too
     * @param earlier stages that its weights went through
     */
    RunState start(List<Weights.Entry> parts, List<CorpusShare> corpora, List<String> earlier) {
        return new RunState(
                network.architecture(),
                parts,
                recipe.options(),
                seed,
                commit,
                material.spec().fingerprint(),
                material.fingerprint(),
                material.split().development(),
                material.split().test(),
                corpora,
                0,
                RunState.Kept.none(),
                List.of(),
                earlier);
    }
}
