package io.speecheq.trainer.training;

import io.speecheq.trainer.network.Network;
import io.speecheq.trainer.network.Weights;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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
                options(),
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

    /** Those of the recipe, and which recordings of noise and rooms there are to mix in. */
    private SortedMap<String, String> options() {
        SortedMap<String, String> options = new TreeMap<>(recipe.options());
        preparation.noises().print().ifPresent(print -> options.put("noises", print));
        preparation.impulses().print().ifPresent(print -> options.put("impulses", print));
        return options;
    }
}
