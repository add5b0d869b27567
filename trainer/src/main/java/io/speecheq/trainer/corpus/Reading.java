package io.speecheq.trainer.corpus;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a corpus gave: its clips, in the order of their paths, and those that were not taken. */
public record Reading(Corpus corpus, List<LabelledClip> clips, List<Skipped> skipped) {
    public Reading {
        clips = List.copyOf(clips);
        skipped = List.copyOf(skipped);
    }

    /** This reading and another of the same corpus. */
    public Reading with(Reading other) {
        return new Reading(
                corpus,
                Stream.concat(clips.stream(), other.clips.stream()).toList(),
                Stream.concat(skipped.stream(), other.skipped.stream()).toList());
    }

    public long speakers() {
        return clips.stream().map(LabelledClip::speaker).distinct().count();
    }

    /** One line for people: counts, and the reasons for what was skipped. */
    public String summary() {
        String reasons = skipped.stream()
                .collect(Collectors.groupingBy(Skipped::reason, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return "%s: %d clips of %d speakers, %d skipped%s"
                .formatted(
                        corpus.name(),
                        clips.size(),
                        speakers(),
                        skipped.size(),
                        reasons.isEmpty() ? "" : " (" + reasons + ")");
    }
}
