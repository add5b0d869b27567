package io.speecheq.trainer.training;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.features.AugmentedSound;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.network.FrameBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The steps of one epoch: which clips, how often, in which order, how they sound and how they are cut. All of it follows from
 * the seed and the epoch's number, so an epoch that is run again is the same. Any number of threads may ask for steps.
 */
final class EpochPlan {
    private final TrainingMaterial material;
    private final Recipe recipe;
    private final long seed;
    private final int epoch;
    private final List<AnalysedClip> order;
    private final SpokenClips spoken;
    private final AugmentedSound augmented;

    EpochPlan(TrainingMaterial material, Preparation preparation, Recipe recipe, long seed, int epoch) {
        this.material = material;
        this.recipe = recipe;
        this.seed = seed;
        this.epoch = epoch;
        this.order = draw(material.emotional());
        this.spoken = new SpokenClips(
                material.spoken(recipe.sampling().spokenFrames()),
                recipe.sampling().spokenBatch(),
                seed);
        this.augmented = new AugmentedSound(preparation.augmentation(recipe.augmentation()), material.spec());
    }

    private Random randomOf(int step) {
        return new Random((seed * 1_000_003 + epoch) * 1_000_003 + step);
    }

    /**
     * As many passes over the clips as the epoch's steps need: one, where their number is not given, but of two clips at least, as
     * a batch of one cannot be normalised.
     */
    private List<AnalysedClip> draw(List<AnalysedClip> clips) {
        Random random = new Random(seed * 1_000_003 + epoch);
        double[] weights = weights(clips.stream().map(AnalysedClip::clip).toList(), recipe.sampling());
        int needed = Math.max(2, recipe.steps().perEpoch() * recipe.steps().batch());
        List<AnalysedClip> drawn = new ArrayList<>(pass(clips, weights, random));
        while (drawn.size() < needed) {
            drawn.addAll(pass(clips, weights, random));
        }
        return drawn;
    }

    /** Each clip as often as its weight, the fraction left to chance; in random order. */
    private static List<AnalysedClip> pass(List<AnalysedClip> clips, double[] weights, Random random) {
        List<AnalysedClip> drawn = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            int times = (int) (weights[i] + random.nextDouble());
            drawn.addAll(Collections.nCopies(times, clips.get(i)));
        }
        Collections.shuffle(drawn, random);
        return drawn;
    }

    /** How often each clip is drawn on average; the mean is 1. */
    static double[] weights(List<LabelledClip> clips, Sampling sampling) {
        Map<String, Long> bySpeaker = counts(clips, LabelledClip::speaker);
        Map<String, Long> byEmotion = counts(clips, EpochPlan::emotionInCorpus);
        double[] weights = clips.stream()
                .mapToDouble(clip -> Math.pow(count(bySpeaker, clip.speaker()), -sampling.speakerBalance())
                        * Math.pow(count(byEmotion, emotionInCorpus(clip)), -sampling.emotionBalance()))
                .toArray();
        rescale(clips, weights, bySpeaker, sampling.speakerBalance());
        return weights;
    }

    /** Keeps the balance of emotions inside corpora, then sets each corpus to its speakers' share, and the mean to 1. */
    private static void rescale(
            List<LabelledClip> clips, double[] weights, Map<String, Long> bySpeaker, double speakerBalance) {
        Map<String, Double> now = new HashMap<>();
        Map<String, Double> wanted = new HashMap<>();
        for (int i = 0; i < weights.length; i++) {
            LabelledClip clip = clips.get(i);
            now.merge(clip.corpus(), weights[i], Double::sum);
            wanted.merge(clip.corpus(), Math.pow(count(bySpeaker, clip.speaker()), -speakerBalance), Double::sum);
        }
        double total = wanted.values().stream().mapToDouble(Double::doubleValue).sum();
        for (int i = 0; i < weights.length; i++) {
            String corpus = clips.get(i).corpus();
            double share = wanted.getOrDefault(corpus, 0.0) / total;
            weights[i] *= share * clips.size() / now.getOrDefault(corpus, 1.0);
        }
    }

    private static String emotionInCorpus(LabelledClip clip) {
        return clip.corpus() + "/" + clip.emotion();
    }

    private static Map<String, Long> counts(List<LabelledClip> clips, Function<LabelledClip, String> key) {
        return clips.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
    }

    private static double count(Map<String, Long> counts, String key) {
        return counts.getOrDefault(key, 1L);
    }

    /** Those of the recipe; else the full batches, and one smaller where there are too few clips for a full one. */
    int steps() {
        int given = recipe.steps().perEpoch();
        return given > 0 ? given : Math.max(1, order.size() / recipe.steps().batch());
    }

    /** Steps of an epoch before chance has its part in them, so that each epoch goes on among spoken clips about where the one before ended. */
    private long stepsOfAPass() {
        int given = recipe.steps().perEpoch();
        return given > 0
                ? given
                : Math.max(1, material.emotional().size() / recipe.steps().batch());
    }

    TrainingStep step(int index) {
        Random random = randomOf(index);
        int from = index * recipe.steps().batch();
        List<AnalysedClip> clips =
                order.subList(from, Math.min(order.size(), from + recipe.steps().batch()));
        Sampling sampling = recipe.sampling();
        int limit = sampling.minFrames() + random.nextInt(sampling.maxFrames() - sampling.minFrames() + 1);
        MiniBatch emotional = batch(clips, limit, random);
        boolean speaks = !spoken.isEmpty() && recipe.lossesIn(epoch).phonemes() > 0;
        return new TrainingStep(
                emotional,
                speaks
                        ? Optional.of(batch(spoken.at((epoch - 1) * stepsOfAPass() + index), Integer.MAX_VALUE, random))
                        : Optional.empty());
    }

    private MiniBatch batch(List<AnalysedClip> clips, int limit, Random random) {
        List<FrameMatrix> heard = clips.stream().map(clip -> hear(clip, random)).toList();
        int longest = heard.stream().mapToInt(FrameMatrix::frames).max().orElseThrow();
        int frames = Math.min(limit, recipe.masking().longest(longest));
        int bands = heard.get(0).bands();
        float[] features = new float[clips.size() * frames * bands];
        int[] lengths = new int[clips.size()];
        List<Optional<List<Integer>>> phonemes = new ArrayList<>();
        Distortion distortion =
                new Distortion(recipe.masking(), recipe.sampling().cuts(), random);
        for (int i = 0; i < lengths.length; i++) {
            Distortion.Written written = distortion.write(heard.get(i), frames, features, i * frames * bands);
            lengths[i] = written.frames();
            phonemes.add(written.isWhole() ? material.phonemes(clips.get(i).clip()) : Optional.empty());
        }
        return new MiniBatch(
                clips.stream().map(AnalysedClip::clip).toList(),
                new FrameBatch(features, frames, bands, lengths),
                phonemes);
    }

    private FrameMatrix hear(AnalysedClip clip, Random random) {
        if (random.nextDouble() < recipe.sampling().telephone()) {
            return clip.in(Condition.TELEPHONE);
        }
        return recipe.augmentation().changesNothing() ? clip.in(Condition.CLEAN) : augmented.hear(clip.clip(), random);
    }
}
