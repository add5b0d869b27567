package io.speecheq.trainer.evaluation;

import io.speecheq.schemas.card.Interval;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * By how much a measure is higher in one network's answers than in another's to the same clips. Its interval comes of drawing
 * speakers with replacement, the same for both, so that what is hard about a speaker cancels out.
 *
 * @param interval none with fewer than two speakers
 * @param higher for how many of the speakers it is
 */
public record PairedDifference(double value, Optional<Interval> interval, int higher, int speakers) {
    /** The difference; empty when the clips or their labels differ, or have nothing to measure. */
    public static Optional<PairedDifference> of(
            Collection<Prediction> before, Collection<Prediction> after, Measure measure) {
        OptionalDouble first = measure.of(Tally.of(before));
        OptionalDouble second = measure.of(Tally.of(after));
        if (!questions(before).equals(questions(after)) || first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        List<Tally> beforeOfEach = bySpeaker(before);
        List<Tally> afterOfEach = bySpeaker(after);
        int higher = 0;
        for (int i = 0; i < beforeOfEach.size(); i++) {
            OptionalDouble own = measure.of(beforeOfEach.get(i));
            OptionalDouble others = measure.of(afterOfEach.get(i));
            higher += own.isPresent() && others.isPresent() && others.getAsDouble() > own.getAsDouble() ? 1 : 0;
        }
        return Optional.of(new PairedDifference(
                second.getAsDouble() - first.getAsDouble(),
                SpeakerBootstrap.STANDARD.ofDifference(measure, beforeOfEach, afterOfEach),
                higher,
                beforeOfEach.size()));
    }

    private static List<String> questions(Collection<Prediction> answers) {
        return answers.stream()
                .map(answer -> answer.clip().path() + " " + answer.clip().speaker() + " " + answer.gold())
                .sorted()
                .toList();
    }

    private static List<Tally> bySpeaker(Collection<Prediction> answers) {
        SortedMap<String, List<Prediction>> bySpeaker = answers.stream()
                .collect(Collectors.groupingBy(answer -> answer.clip().speaker(), TreeMap::new, Collectors.toList()));
        return bySpeaker.values().stream().map(Tally::of).toList();
    }
}
