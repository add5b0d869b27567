package io.speecheq.trainer.training;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.corpus.Reading;
import io.speecheq.trainer.corpus.SpeakerSplit;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.features.FeatureStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a run learns from and is chosen by.
 *
 * @param split the speakers that are not trained on; empty sets where clips, not speakers, were divided
 * @param development clips that choose the epoch and the temperature
 * @param corpora what {@code training} has of each
 * @param speech what is said in the clips
 */
public record TrainingMaterial(
        SpeakerSplit split,
        FeatureSpec spec,
        List<AnalysedClip> training,
        List<AnalysedClip> development,
        List<CorpusShare> corpora,
        Speech speech) {
    private static final double SECONDS_PER_HOUR = 3600;

    public TrainingMaterial {
        training = List.copyOf(training);
        development = List.copyOf(development);
        corpora = List.copyOf(corpora);
        if (training.stream().noneMatch(TrainingMaterial::isEmotional)) {
            throw new IllegalArgumentException("no clip to train on has an emotion; add a corpus with emotion labels");
        }
    }

    /** The training and development parts of a dataset. */
    public static TrainingMaterial of(
            SpeakerSplit split,
            FeatureStore features,
            UnifiedDataset training,
            UnifiedDataset development,
            Collection<Reading> readings,
            Speech speech) {
        List<AnalysedClip> trained = features.of(training);
        List<CorpusShare> shares = new ArrayList<>();
        for (Reading reading : readings) {
            List<AnalysedClip> own = trained.stream()
                    .filter(clip -> clip.clip().corpus().equals(reading.corpus().name()))
                    .toList();
            if (!own.isEmpty()) {
                shares.add(share(reading, own, features.spec()));
            }
        }
        return new TrainingMaterial(split, features.spec(), trained, features.of(development), shares, speech);
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

    private static boolean isEmotional(AnalysedClip clip) {
        return clip.clip().emotion().isPresent();
    }

    /** Clips to train on that have an emotion. */
    List<AnalysedClip> emotional() {
        return training.stream().filter(TrainingMaterial::isEmotional).toList();
    }

    /** Development clips that have an emotion. */
    List<AnalysedClip> developmentEmotional() {
        return development.stream().filter(TrainingMaterial::isEmotional).toList();
    }

    /** Clips to train on that have no emotion, but a text that the run's inventory can spell. */
    List<AnalysedClip> spoken(int maxFrames) {
        return training.stream()
                .filter(clip -> !isEmotional(clip) && clip.frames() <= maxFrames)
                .filter(clip -> phonemes(clip.clip()).isPresent())
                .toList();
    }

    /** Positions in the run's inventory; empty where there is none, or the clip takes no part in that task. */
    Optional<List<Integer>> phonemes(LabelledClip clip) {
        return speech.phonemes(clip);
    }

    /** SHA-256 over the clips and their labels, training and development apart: equal data have equal prints. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (List<AnalysedClip> part : List.of(training, development)) {
                for (AnalysedClip clip : part) {
                    digest.update(line(clip).getBytes(StandardCharsets.UTF_8));
                }
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private String line(AnalysedClip analysed) {
        LabelledClip clip = analysed.clip();
        return String.join(
                        "\t",
                        clip.speaker(),
                        String.valueOf(clip.path().getFileName()),
                        clip.gender().toString(),
                        clip.emotion().toString(),
                        String.valueOf(clip.intensity()),
                        String.valueOf(analysed.frames()),
                        phonemes(clip).toString())
                + "\n";
    }
}
