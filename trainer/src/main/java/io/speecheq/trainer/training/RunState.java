package io.speecheq.trainer.training;

import io.speecheq.trainer.network.Weights;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Everything about a run that is not an array: what is needed to go on with it, and to say later where a network is from.
 *
 * @param parts names and shapes of the weights, in order
 * @param options of the recipe
 * @param commit of the code that began the run
 * @param data fingerprint of the clips and labels
 * @param epochsDone of the recipe's
 * @param kept the network that the run gives
 * @param earlier how the weights were trained before this run, if they were
 * @param history one line of metrics for each epoch, as in the CSV
 */
public record RunState(
        String architecture,
        List<Weights.Entry> parts,
        SortedMap<String, String> options,
        long seed,
        String commit,
        String featureFingerprint,
        String data,
        Set<String> developmentSpeakers,
        Set<String> testSpeakers,
        List<CorpusShare> corpora,
        int epochsDone,
        Kept kept,
        List<String> history,
        List<String> earlier) {
    /**
     * The epoch whose network the run gives.
     *
     * @param epoch from 1; 0 when there is none yet
     * @param score mean recall on development speakers; 0 without any
     * @param temperature fitted on development speakers; 1 without any
     */
    public record Kept(int epoch, double score, double temperature) {
        static Kept none() {
            return new Kept(0, 0, 1);
        }
    }

    /** This run as a stage of what comes after it. */
    String asStage() {
        return epochsDone + " epochs, seed " + seed + ", " + options;
    }

    /** Whether both come from the same network, options, seed, speakers and features. */
    boolean isOfSameRun(RunState other) {
        return architecture.equals(other.architecture)
                && parts.equals(other.parts)
                && options.equals(other.options)
                && seed == other.seed
                && featureFingerprint.equals(other.featureFingerprint)
                && data.equals(other.data)
                && developmentSpeakers.equals(other.developmentSpeakers)
                && testSpeakers.equals(other.testSpeakers)
                && corpora.equals(other.corpora)
                && earlier.equals(other.earlier);
    }

    RunState afterEpoch(int epoch, Kept nowKept, List<String> nextHistory) {
        return new RunState(
                architecture,
                parts,
                options,
                seed,
                commit,
                featureFingerprint,
                data,
                developmentSpeakers,
                testSpeakers,
                corpora,
                epoch,
                nowKept,
                List.copyOf(nextHistory),
                earlier);
    }
}
