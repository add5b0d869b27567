package io.speecheq.trainer.validation;

import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.corpus.UnifiedDataset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The paper's: folds of clips, alike in corpus and emotion, with the same speakers on both sides. */
record RandomClips(int folds) implements Protocol {
    RandomClips {
        FoldCount.require(folds);
    }

    @Override
    public String title() {
        return folds + " random folds of clips, speakers on both sides";
    }

    @Override
    public List<Set<LabelledClip>> tests(SortedMap<String, List<LabelledClip>> corpora, Draw draw)
            throws CorpusException {
        List<Set<LabelledClip>> tests = FoldCount.empty(folds);
        for (var corpus : corpora.entrySet()) {
            FoldCount.requireAtMost(folds, corpus.getValue().size(), corpus.getKey(), "clips");
            List<LabelledClip> dealt = byEmotion(corpus.getKey(), corpus.getValue(), draw);
            for (int i = 0; i < dealt.size(); i++) {
                tests.get(i % folds).add(dealt.get(i));
            }
        }
        return tests;
    }

    /** One emotion after the other, each in a drawn order: clips at equal steps are then a stratified sample. */
    private static List<LabelledClip> byEmotion(String name, List<LabelledClip> clips, Draw draw) {
        TreeMap<String, List<LabelledClip>> strata = clips.stream()
                .collect(Collectors.groupingBy(
                        clip -> clip.emotion().map(Enum::name).orElse(""), TreeMap::new, Collectors.toList()));
        List<LabelledClip> all = new ArrayList<>();
        strata.forEach((emotion, own) -> all.addAll(draw.shuffled(own, name + "/" + emotion)));
        return all;
    }

    @Override
    public Set<LabelledClip> development(String corpus, int fold, UnifiedDataset rest, Draw draw, double share) {
        List<LabelledClip> dealt = byEmotion("development/" + corpus + "/" + fold, rest.clips(), draw);
        int every = Math.max(2, (int) Math.round(1 / share));
        Set<LabelledClip> chosen = new HashSet<>();
        for (int i = 0; i < dealt.size(); i += every) {
            chosen.add(dealt.get(i));
        }
        return chosen;
    }

    @Override
    public Fold fold(int number, UnifiedDataset training, UnifiedDataset development, UnifiedDataset test) {
        return new Fold.OfClips(number, training, development, test);
    }
}
