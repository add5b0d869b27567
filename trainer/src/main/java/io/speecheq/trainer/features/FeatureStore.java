package io.speecheq.trainer.features;

import io.speecheq.acoustics.features.Fbank;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.corpus.Skipped;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The features of a dataset's clips: in memory as long as there is room (about 0.2 MB for a clip of three seconds), the others
 * computed again whenever they are asked for.
 *
 * @param unreadable clips whose audio could not be used
 */
public record FeatureStore(FeatureSpec spec, List<AnalysedClip> clips, List<Skipped> unreadable) {
    /** More than this share of unreadable clips is a fault of the data set, not of a clip. */
    private static final double TOLERATED_SHARE = 0.01;

    /** The share of the heap that features may take. */
    private static final double HEAP_SHARE = 0.5;

    public FeatureStore {
        clips = List.copyOf(clips);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Reads and analyses every clip.
     *
     * @throws CorpusException when more than one clip in a hundred cannot be read
     */
    public static FeatureStore load(UnifiedDataset dataset, FeatureSpec spec, Progress progress)
            throws CorpusException {
        return load(dataset, spec, (long) (HEAP_SHARE * Runtime.getRuntime().maxMemory()), progress);
    }

    /** As above, keeping the features of as many clips, from the first on, as {@code maxBytes} hold. */
    static FeatureStore load(UnifiedDataset dataset, FeatureSpec spec, long maxBytes, Progress progress)
            throws CorpusException {
        Fbank fbank = new Fbank(spec);
        long bytes = 0;
        List<AnalysedClip> clips = new ArrayList<>();
        List<Skipped> unreadable = new ArrayList<>();
        for (LabelledClip clip : dataset.clips()) {
            try {
                HeldFeatures features = features(clip, spec, fbank);
                bytes += features.bytes();
                clips.add(new AnalysedClip(
                        clip,
                        bytes <= maxBytes ? features : new FeaturesOnDemand(clip.path(), spec, features.frames())));
            } catch (IOException e) {
                unreadable.add(new Skipped(clip.path(), String.valueOf(e.getMessage())));
            }
            progress.at(
                    "Reading clips",
                    clips.size() + unreadable.size(),
                    dataset.clips().size(),
                    "");
        }
        if (unreadable.size() > TOLERATED_SHARE * dataset.clips().size()) {
            throw new CorpusException("%d of %d clips cannot be read, the first: %s (%s); mend or remove them"
                    .formatted(
                            unreadable.size(),
                            dataset.clips().size(),
                            unreadable.get(0).path(),
                            unreadable.get(0).reason()));
        }
        return new FeatureStore(spec, clips, unreadable);
    }

    private static HeldFeatures features(LabelledClip clip, FeatureSpec spec, Fbank fbank) throws IOException {
        float[] samples = MonoSound.read(clip.path(), spec.sampleRateHz());
        if (spec.framesIn(samples.length) == 0) {
            throw new IOException("shorter than one frame of 25 ms");
        }
        return new HeldFeatures(
                fbank.compute(samples), fbank.compute(TelephoneLine.carry(samples, spec.sampleRateHz())));
    }

    /** Features of the clips of a part of the dataset that was loaded. */
    public List<AnalysedClip> of(UnifiedDataset part) {
        Set<LabelledClip> wanted = Set.copyOf(part.clips());
        return clips.stream().filter(clip -> wanted.contains(clip.clip())).toList();
    }
}
