package io.speecheq.trainer.validation;

import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.corpus.UnifiedDataset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Each speaker of the tested corpora in turn. */
record OneSpeakerOut() implements Protocol {
    @Override
    public String title() {
        return "leave one speaker out";
    }

    @Override
    public List<Set<LabelledClip>> tests(SortedMap<String, List<LabelledClip>> corpora, Draw draw) {
        List<Set<LabelledClip>> tests = new ArrayList<>();
        corpora.values()
                .forEach(clips -> clips.stream()
                        .collect(Collectors.groupingBy(LabelledClip::speaker, TreeMap::new, Collectors.toList()))
                        .values()
                        .forEach(own -> tests.add(new HashSet<>(own))));
        return tests;
    }

    @Override
    public Fold fold(int number, UnifiedDataset training, UnifiedDataset development, UnifiedDataset test) {
        return new Fold.OfSpeakers(number, new UnifiedDataset.Parts(training, development, test));
    }
}
