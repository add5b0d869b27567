package io.speecheq.trainer.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a corpus gave: its clips, in the order of their paths, and those that were not taken.
 *
 * @param written what a table calls the clips that it lists, by their paths
 */
public record Reading(Corpus corpus, List<LabelledClip> clips, List<Skipped> skipped, Map<Path, String> written) {
    public Reading {
        clips = List.copyOf(clips);
        skipped = List.copyOf(skipped);
        written = Map.copyOf(written);
    }

    /** Of a corpus that is no table. */
    public Reading(Corpus corpus, List<LabelledClip> clips, List<Skipped> skipped) {
        this(corpus, clips, skipped, Map.of());
    }

    /**
     * The reading of a corpus whose names tell its recordings apart: of those with the same name, the first is taken.
     *
     * @param name what a recording is called in it, wherever it lies and in whichever format
     */
    static Reading distinct(
            Corpus corpus, List<LabelledClip> clips, List<Skipped> skipped, Function<Path, String> name) {
        Set<String> seen = new HashSet<>();
        List<LabelledClip> taken = new ArrayList<>();
        List<Skipped> passed = new ArrayList<>(skipped);
        for (LabelledClip clip : clips) {
            if (seen.add(name.apply(clip.path()))) {
                taken.add(clip);
            } else {
                passed.add(new Skipped(clip.path(), Skipped.SAME_NAME));
            }
        }
        return new Reading(corpus, taken, passed);
    }

    /**
     * This reading and another of the same corpus; files that both have count once.
     *
     * @throws CorpusException when the two are under different licences, of which a model card could name only one
     */
    public Reading with(Reading other) throws CorpusException {
        if (!corpus.licence().equals(other.corpus.licence())) {
            throw new CorpusException(
                    "corpus %s is under two licences, %s and %s; call one of them by another name, or give both one licence"
                            .formatted(corpus.name(), corpus.licence(), other.corpus.licence()));
        }
        Set<Path> taken = new HashSet<>();
        List<LabelledClip> all = new ArrayList<>();
        List<Skipped> passed = new ArrayList<>(skipped);
        passed.addAll(other.skipped);
        for (LabelledClip clip :
                Stream.concat(clips.stream(), other.clips.stream()).toList()) {
            if (taken.add(clip.path().toAbsolutePath().normalize())) {
                all.add(clip);
            } else {
                passed.add(new Skipped(clip.path(), Skipped.REPEATED));
            }
        }
        Map<Path, String> names = new HashMap<>(other.written);
        names.putAll(written);
        return new Reading(corpus, all, passed, names);
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
