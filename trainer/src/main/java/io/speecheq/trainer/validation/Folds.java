package io.speecheq.trainer.validation;

import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.corpus.UnifiedDataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folds of a dataset by a protocol. What a fold tests of a corpus, and what chooses its epoch, depend on the seed and on
 * that corpus alone, so results with and without other corpora to train on compare. Under leave-one-speaker-out a fold's
 * number counts the speakers of all tested corpora.
 *
 * @param developmentShare of the speakers that a fold does not test (of the clips, under random folds)
 */
public record Folds(Protocol protocol, long seed, double developmentShare) {
    private static final double STANDARD_SHARE = 0.1;

    public Folds {
        if (!(developmentShare > 0 && developmentShare <= 0.5)) {
            throw new IllegalArgumentException("a development share lies in 0..0.5, not " + developmentShare);
        }
    }

    public static Folds of(Protocol protocol, long seed) {
        return new Folds(protocol, seed, STANDARD_SHARE);
    }

    /**
     * All folds, in the order of their numbers.
     *
     * @param tested corpora to test on, all when empty; the others are always trained on
     * @throws CorpusException when a corpus cannot be divided so, or is not there
     */
    public List<Fold> of(UnifiedDataset dataset, Set<String> tested) throws CorpusException {
        if (!dataset.corpora().containsAll(tested)) {
            throw new CorpusException(
                    "cannot test on %s: the corpora given are %s".formatted(tested, dataset.corpora()));
        }
        SortedMap<String, List<LabelledClip>> corpora = new TreeMap<>();
        for (String corpus : dataset.corpora()) {
            if (tested.isEmpty() || tested.contains(corpus)) {
                corpora.put(corpus, sorted(dataset, corpus).clips());
            }
        }
        List<Set<LabelledClip>> tests = protocol.tests(corpora, new Draw(seed));
        List<Fold> folds = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            folds.add(fold(i + 1, dataset, tests.get(i)));
        }
        return folds;
    }

    private static UnifiedDataset sorted(UnifiedDataset dataset, String corpus) {
        return new UnifiedDataset(dataset.clips().stream()
                .filter(clip -> clip.corpus().equals(corpus))
                .sorted(Comparator.comparing(clip -> clip.path().toString()))
                .toList());
    }

    private Fold fold(int number, UnifiedDataset dataset, Set<LabelledClip> test) throws CorpusException {
        Set<LabelledClip> development = new HashSet<>();
        for (String corpus : dataset.corpora()) {
            UnifiedDataset rest = sorted(dataset, corpus).where(clip -> !test.contains(clip));
            development.addAll(protocol.development(corpus, number, rest, new Draw(seed), developmentShare));
        }
        UnifiedDataset training = dataset.where(clip -> !test.contains(clip) && !development.contains(clip));
        if (training.clips().isEmpty()) {
            throw new CorpusException("fold " + number + " leaves no clip to train on; name more speakers or corpora");
        }
        try {
            return protocol.fold(number, training, dataset.where(development::contains), dataset.where(test::contains));
        } catch (IllegalArgumentException e) {
            throw new CorpusException("fold " + number + ": " + e.getMessage() + "; use --protocol speakers", e);
        }
    }
}
