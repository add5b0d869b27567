package io.speecheq.trainer.validation;

import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.corpus.UnifiedDataset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A share of a corpus's speakers, at least one; none where fewer than three could be trained on. */
final class DevelopmentSpeakers {
    private static final int FEWEST = 3;

    private DevelopmentSpeakers() {}

    static Set<LabelledClip> of(String corpus, int fold, UnifiedDataset rest, Draw draw, double share) {
        List<String> speakers = draw.shuffled(rest.speakers(), "development/" + corpus + "/" + fold);
        long wanted = speakers.size() < FEWEST ? 0 : Math.max(1, Math.round(share * speakers.size()));
        Set<String> chosen = speakers.stream().limit(wanted).collect(Collectors.toSet());
        return Set.copyOf(rest.where(clip -> chosen.contains(clip.speaker())).clips());
    }
}
