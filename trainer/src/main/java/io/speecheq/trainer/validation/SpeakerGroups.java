package io.speecheq.trainer.validation;

import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.corpus.UnifiedDataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Groups of speakers in each corpus, alike in genders and in clips; each fold tests one group of every corpus. */
record SpeakerGroups(int folds) implements Protocol {
    SpeakerGroups {
        FoldCount.require(folds);
    }

    @Override
    public String title() {
        return folds + " folds of speakers, none on both sides";
    }

    @Override
    public List<Set<LabelledClip>> tests(SortedMap<String, List<LabelledClip>> corpora, Draw draw)
            throws CorpusException {
        List<Set<LabelledClip>> tests = FoldCount.empty(folds);
        for (var corpus : corpora.entrySet()) {
            TreeMap<String, List<LabelledClip>> speakers = corpus.getValue().stream()
                    .collect(Collectors.groupingBy(LabelledClip::speaker, TreeMap::new, Collectors.toList()));
            FoldCount.requireAtMost(folds, speakers.size(), corpus.getKey(), "speakers");
            List<Group> groups = deal(draw.shuffled(speakers.values(), corpus.getKey()));
            for (int fold = 0; fold < folds; fold++) {
                groups.get(fold).speakers.forEach(tests.get(fold)::addAll);
            }
        }
        return tests;
    }

    /** Those with most clips first, each to the group with the fewest speakers of its gender, then of all, then clips. */
    private List<Group> deal(List<List<LabelledClip>> speakers) {
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < folds; i++) {
            groups.add(new Group(new ArrayList<>()));
        }
        speakers.sort(Comparator.comparing(SpeakerGroups::gender).thenComparing(own -> -own.size()));
        for (List<LabelledClip> speaker : speakers) {
            groups.stream()
                    .min(Comparator.comparingLong((Group group) -> group.ofGender(gender(speaker)))
                            .thenComparingInt(group -> group.speakers.size())
                            .thenComparingInt(Group::clips))
                    .orElseThrow()
                    .speakers
                    .add(speaker);
        }
        return groups;
    }

    private static String gender(List<LabelledClip> speaker) {
        return speaker.get(0).gender().map(Enum::name).orElse("");
    }

    private record Group(List<List<LabelledClip>> speakers) {
        long ofGender(String gender) {
            return speakers.stream().filter(own -> gender(own).equals(gender)).count();
        }

        int clips() {
            return speakers.stream().mapToInt(List::size).sum();
        }
    }

    @Override
    public Fold fold(int number, UnifiedDataset training, UnifiedDataset development, UnifiedDataset test) {
        return new Fold.OfSpeakers(number, new UnifiedDataset.Parts(training, development, test));
    }
}
