package io.speecheq.trainer.validation;

import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.corpus.LabelledClip.Part;
import io.speecheq.trainer.corpus.UnifiedDataset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** One fold: the parts that the corpora themselves name. Where one names no development part, speakers are drawn. */
record OfficialParts() implements Protocol {
    @Override
    public String title() {
        return "the corpora's own parts";
    }

    @Override
    public List<Set<LabelledClip>> tests(SortedMap<String, List<LabelledClip>> corpora, Draw draw)
            throws CorpusException {
        Set<LabelledClip> test = new HashSet<>();
        for (var corpus : corpora.entrySet()) {
            List<LabelledClip> own = corpus.getValue().stream()
                    .filter(clip -> isIn(clip, Part.TEST))
                    .toList();
            if (own.isEmpty()) {
                throw new CorpusException(corpus.getKey()
                        + " names no test part of its own; leave it out of --test-corpora or use --protocol speakers");
            }
            test.addAll(own);
        }
        return List.of(test);
    }

    @Override
    public Set<LabelledClip> development(String corpus, int fold, UnifiedDataset rest, Draw draw, double share) {
        UnifiedDataset own = rest.where(clip -> isIn(clip, Part.DEVELOPMENT));
        return own.clips().isEmpty()
                ? DevelopmentSpeakers.of(corpus, fold, rest, draw, share)
                : Set.copyOf(own.clips());
    }

    private static boolean isIn(LabelledClip clip, Part part) {
        return clip.part().equals(Optional.of(part));
    }

    @Override
    public Fold fold(int number, UnifiedDataset training, UnifiedDataset development, UnifiedDataset test) {
        return new Fold.OfSpeakers(number, new UnifiedDataset.Parts(training, development, test));
    }
}
