package io.speecheq.trainer.corpus;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which speakers choose the epoch (development) and which measure the result (test). Everyone else is trained on.
 *
 * @param development speakers as clips name them: {@code RAVDESS/15}
 */
public record SpeakerSplit(Set<String> development, Set<String> test) {
    /**
     * Sets of speakers that do not meet.
     *
     * @throws IllegalArgumentException when a speaker is on both sides
     */
    public SpeakerSplit {
        development = Set.copyOf(development);
        test = Set.copyOf(test);
        Set<String> both = new TreeSet<>(development);
        both.retainAll(test);
        if (!both.isEmpty()) {
            throw new IllegalArgumentException(
                    "these speakers are both development and test: " + both + "; name each on one side only");
        }
    }

    public static SpeakerSplit of(Collection<String> development, Collection<String> test) {
        return new SpeakerSplit(Set.copyOf(development), Set.copyOf(test));
    }
}
