package io.speecheq.trainer.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Clips of one or more corpora under one label scheme. */
public record UnifiedDataset(List<LabelledClip> clips) {
    /** The three parts of a dataset; no speaker is in two. */
    public record Parts(UnifiedDataset training, UnifiedDataset development, UnifiedDataset test) {
        public Parts {
            refuseShared(training, development);
            refuseShared(training, test);
            refuseShared(development, test);
        }

        private static void refuseShared(UnifiedDataset a, UnifiedDataset b) {
            Set<String> shared = new TreeSet<>(a.speakers());
            shared.retainAll(b.speakers());
            if (!shared.isEmpty()) {
                throw new IllegalArgumentException("speakers on both sides of a split: " + shared);
            }
        }
    }

    public UnifiedDataset {
        clips = List.copyOf(clips);
    }

    /**
     * The clips of all readings.
     *
     * @throws CorpusException when a corpus gave no clip, or two gave the same recording: its speaker would count as two
     */
    public static UnifiedDataset of(Collection<Reading> readings) throws CorpusException {
        List<LabelledClip> clips = new ArrayList<>();
        for (Reading reading : readings) {
            if (reading.clips().isEmpty()) {
                throw new CorpusException(reading.summary() + "; check that the folder holds this corpus");
            }
            clips.addAll(reading.clips());
        }
        refuseRepeated(clips);
        return new UnifiedDataset(clips);
    }

    private static void refuseRepeated(List<LabelledClip> clips) throws CorpusException {
        Map<Path, String> corpora = new HashMap<>();
        for (LabelledClip clip : clips) {
            String corpus = clip.corpus();
            String other = corpora.getOrDefault(clip.path().toAbsolutePath().normalize(), corpus);
            if (!other.equals(corpus)) {
                throw new CorpusException(
                        "%s is in two corpora, %s and %s, so its speaker could be on both sides of a split; leave it out of one, or call both the same in the table's column corpus"
                                .formatted(clip.path(), other, corpus));
            }
            corpora.put(clip.path().toAbsolutePath().normalize(), corpus);
        }
    }

    /**
     * Divides the clips by their speakers.
     *
     * @throws CorpusException when the split names a speaker of whom there is no clip, or leaves none to train on
     */
    public Parts split(SpeakerSplit split) throws CorpusException {
        Set<String> named = new TreeSet<>(split.development());
        named.addAll(split.test());
        refuseUnknown(named);
        UnifiedDataset training = where(clip ->
                !split.development().contains(clip.speaker()) && !split.test().contains(clip.speaker()));
        if (training.clips().isEmpty()) {
            throw new CorpusException("every speaker is development or test; leave some to train on");
        }
        return new Parts(
                training,
                where(clip -> split.development().contains(clip.speaker())),
                where(clip -> split.test().contains(clip.speaker())));
    }

    private void refuseUnknown(Set<String> named) throws CorpusException {
        Set<String> unknown = new TreeSet<>(named);
        unknown.removeAll(speakers());
        if (!unknown.isEmpty()) {
            throw new CorpusException(
                    "there is no clip of these speakers: %s; there are %s".formatted(unknown, speakers()));
        }
    }

    /**
     * The clips of some speakers.
     *
     * @throws CorpusException when there is none of one of them
     */
    public UnifiedDataset of(Set<String> named) throws CorpusException {
        refuseUnknown(named);
        return where(clip -> named.contains(clip.speaker()));
    }

    public UnifiedDataset where(Predicate<LabelledClip> chosen) {
        return new UnifiedDataset(clips.stream().filter(chosen).toList());
    }

    public Set<String> speakers() {
        return clips.stream().map(LabelledClip::speaker).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of the corpora, in the order of their first clips. */
    public List<String> corpora() {
        return clips.stream().map(LabelledClip::corpus).distinct().toList();
    }
}
