package io.speecheq.trainer.validation;

import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.LabelledClip;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a number of folds must fit. */
final class FoldCount {
    private FoldCount() {}

    static void require(int folds) {
        if (folds < 2) {
            throw new IllegalArgumentException("there must be 2 folds or more, not " + folds);
        }
    }

    static void requireAtMost(int folds, int available, String corpus, String what) throws CorpusException {
        if (folds > available) {
            throw new CorpusException("%s has %d %s, too few for %d folds; ask for fewer folds"
                    .formatted(corpus, available, what, folds));
        }
    }

    static List<Set<LabelledClip>> empty(int folds) {
        List<Set<LabelledClip>> tests = new ArrayList<>();
        for (int i = 0; i < folds; i++) {
            tests.add(new HashSet<>());
        }
        return tests;
    }
}
