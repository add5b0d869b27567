package io.speecheq.trainer.validation;

import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.corpus.UnifiedDataset;
import java.util.HashSet;
import java.util.Set;

/** One division of a dataset; no clip is in two of its parts. */
public sealed interface Fold {
    /** From 1 on. */
    int number();

    UnifiedDataset training();

    UnifiedDataset development();

    UnifiedDataset test();

    /** A fold whose test speakers are heard neither in training nor in development. */
    record OfSpeakers(int number, UnifiedDataset.Parts parts) implements Fold {
        @Override
        public UnifiedDataset training() {
            return parts.training();
        }

        @Override
        public UnifiedDataset development() {
            return parts.development();
        }

        @Override
        public UnifiedDataset test() {
            return parts.test();
        }
    }

    /** A fold with the same speakers on both sides: its results flatter a network that meets other speakers. */
    record OfClips(int number, UnifiedDataset training, UnifiedDataset development, UnifiedDataset test)
            implements Fold {
        public OfClips {
            Set<LabelledClip> seen = new HashSet<>(training.clips());
            seen.addAll(development.clips());
            seen.addAll(test.clips());
            int sum = training.clips().size()
                    + development.clips().size()
                    + test.clips().size();
            if (seen.size() != sum) {
                throw new IllegalArgumentException(sum - seen.size() + " clips are on two sides of fold " + number);
            }
        }
    }
}
