package io.speecheq.trainer.training;

import io.speecheq.trainer.network.Weights;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Everything about a run that is not an array: what is needed to go on with it, and to say later where a network is from.
 *
 * @param parts names and shapes of the weights, in order
 * @param options of the recipe
 * @param commit of the code that began the run
 * @param epochsDone of the recipe's
 * @param best the epoch that did best on development speakers, from 1; 0 when there is none yet
 * @param bestTemperature fitted on development speakers
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
        Set<String> developmentSpeakers,
        Set<String> testSpeakers,
        List<CorpusShare> corpora,
        int epochsDone,
        int best,
        double bestScore,
        double bestTemperature,
        List<String> history,
        List<String> earlier) {
    /** This run as a stage of what comes after it. */
    String asStage() {
        return "%d epochs, seed %d, %s".formatted(epochsDone, seed, options);
    }

    /** Whether a run may go on from these weights: they must never have met the speakers that it measures on. */
    boolean mayPrecede(RunState next) {
        Set<String> unheard = new HashSet<>(developmentSpeakers);
        unheard.addAll(testSpeakers);
        return unheard.containsAll(next.developmentSpeakers) && testSpeakers.containsAll(next.testSpeakers);
    }

    /** Whether both come from the same network, options, seed, speakers and features. */
    boolean isOfSameRun(RunState other) {
        return architecture.equals(other.architecture)
                && parts.equals(other.parts)
                && options.equals(other.options)
                && seed == other.seed
                && featureFingerprint.equals(other.featureFingerprint)
                && developmentSpeakers.equals(other.developmentSpeakers)
                && testSpeakers.equals(other.testSpeakers)
                && corpora.equals(other.corpora)
                && earlier.equals(other.earlier);
    }

    RunState afterEpoch(int epoch, List<String> nextHistory) {
        return new RunState(
                architecture,
                parts,
                options,
                seed,
                commit,
                featureFingerprint,
                developmentSpeakers,
                testSpeakers,
                corpora,
                epoch,
                best,
                bestScore,
                bestTemperature,
                List.copyOf(nextHistory),
                earlier);
    }

    RunState withBest(int epoch, double score, double temperature) {
        return new RunState(
                architecture,
                parts,
                options,
                seed,
                commit,
                featureFingerprint,
                developmentSpeakers,
                testSpeakers,
                corpora,
                epochsDone,
                epoch,
                score,
                temperature,
                history,
                earlier);
    }
}
