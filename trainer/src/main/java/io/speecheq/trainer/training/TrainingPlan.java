package io.speecheq.trainer.training;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.trainer.corpus.Reading;
import io.speecheq.trainer.corpus.SpeakerSplit;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.features.FeatureStore;
import io.speecheq.trainer.network.Network;
import io.speecheq.trainer.network.SpeechEqNetwork;
import io.speecheq.trainer.network.Weights;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is to be trained, on what, and how: equal plans give equal networks on one thread. */
public record TrainingPlan(
        Recipe recipe,
        long seed,
        String commit,
        SpeakerSplit split,
        FeatureSpec spec,
        List<AnalysedClip> training,
        List<AnalysedClip> development,
        List<CorpusShare> corpora) {
    private static final double SECONDS_PER_HOUR = 3600;

    public TrainingPlan {
        training = List.copyOf(training);
        development = List.copyOf(development);
        corpora = List.copyOf(corpora);
    }

    public static TrainingPlan of(
            Recipe recipe,
            long seed,
            String commit,
            SpeakerSplit split,
            FeatureStore features,
            UnifiedDataset.Parts parts,
            Collection<Reading> readings) {
        List<AnalysedClip> training = features.of(parts.training());
        List<CorpusShare> shares = new ArrayList<>();
        for (Reading reading : readings) {
            List<AnalysedClip> own = training.stream()
                    .filter(clip -> clip.clip().corpus().equals(reading.corpus().name()))
                    .toList();
            if (!own.isEmpty()) {
                shares.add(share(reading, own, features.spec()));
            }
        }
        return new TrainingPlan(
                recipe, seed, commit, split, features.spec(), training, features.of(parts.development()), shares);
    }

    private static CorpusShare share(Reading reading, List<AnalysedClip> clips, FeatureSpec spec) {
        long samples =
                clips.stream().mapToLong(clip -> spec.samplesIn(clip.frames())).sum();
        int speakers = (int)
                clips.stream().map(clip -> clip.clip().speaker()).distinct().count();
        return new CorpusShare(
                reading.corpus().name(),
                reading.corpus().licence(),
                clips.size(),
                speakers,
                samples / (SECONDS_PER_HOUR * spec.sampleRateHz()));
    }

    Network network() {
        return new SpeechEqNetwork(0, recipe.dropout());
    }

    /** The state before the first epoch of a network whose weights went through some stages before. */
    RunState start(List<Weights.Entry> parts, List<String> earlier) {
        return new RunState(
                network().architecture(),
                parts,
                recipe.options(),
                seed,
                commit,
                spec.fingerprint(),
                split.development(),
                split.test(),
                corpora,
                0,
                0,
                0,
                1,
                List.of(),
                earlier);
    }
}
