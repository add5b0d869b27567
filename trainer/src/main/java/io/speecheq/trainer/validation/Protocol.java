package io.speecheq.trainer.validation;

import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.corpus.UnifiedDataset;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** How clips are chosen for testing. */
public sealed interface Protocol permits RandomClips, SpeakerGroups, OneSpeakerOut, OfficialParts {
    /** What every table says of it. */
    String title();

    /**
     * The clips that each fold tests.
     *
     * @param corpora the clips of each corpus that is tested, in the order of their paths
     * @throws CorpusException when a corpus cannot be divided so
     */
    List<Set<LabelledClip>> tests(SortedMap<String, List<LabelledClip>> corpora, Draw draw) throws CorpusException;

    /** The clips of one corpus that choose the epoch, among those that a fold does not test. */
    default Set<LabelledClip> development(String corpus, int fold, UnifiedDataset rest, Draw draw, double share) {
        return DevelopmentSpeakers.of(corpus, fold, rest, draw, share);
    }

    /** A fold of this protocol. */
    Fold fold(int number, UnifiedDataset training, UnifiedDataset development, UnifiedDataset test);

    /**
     * The protocol of that name.
     *
     * @param folds for {@code random} and {@code speakers}
     * @throws IllegalArgumentException when there is none
     */
    static Protocol named(String name, int folds) {
        return switch (name) {
            case "random" -> new RandomClips(folds);
            case "speakers" -> new SpeakerGroups(folds);
            case "loso" -> new OneSpeakerOut();
            case "fixed" -> new OfficialParts();
            default ->
                throw new IllegalArgumentException(
                        "there is no protocol " + name + ", only random, loso, speakers and fixed");
        };
    }
}
