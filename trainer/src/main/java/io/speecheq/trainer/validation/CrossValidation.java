package io.speecheq.trainer.validation;

import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.Reading;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.evaluation.ClipNames;
import io.speecheq.trainer.evaluation.Predictions;
import io.speecheq.trainer.features.FeatureStore;
import io.speecheq.trainer.network.Networks;
import io.speecheq.trainer.progress.Progress;
import io.speecheq.trainer.training.Preparation;
import io.speecheq.trainer.training.Recipe;
import io.speecheq.trainer.training.Speech;
import io.speecheq.trainer.training.TrainingMaterial;
import io.speecheq.trainer.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One network for each seed and fold, each asked about the clips that it never heard.
 *
 * @param only the folds that are run, all when empty
 * @param seeds of the training; the folds are the same for all
 */
public record CrossValidation(Folds folds, Set<Integer> only, List<Long> seeds, Materials materials) {
    /**
     * What every fold has in common.
     *
     * @param readings of the corpora in the dataset, for their licences
     */
    public record Materials(
            Collection<Reading> readings,
            FeatureStore features,
            Speech speech,
            String commit,
            Preparation preparation) {}

    /** What is trained. */
    public record Design(Recipe recipe, String network) {}

    public CrossValidation {
        only = Set.copyOf(only);
        seeds = List.copyOf(seeds);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("name at least one seed");
        }
    }

    /**
     * Trains and tests whatever is not finished yet.
     *
     * @param dataset to divide and train on
     * @param tested corpora to test on, all that have emotions when empty
     * @param out a folder for the runs
     * @throws CorpusException when the dataset cannot be divided so
     */
    public CrossResults run(
            Design design, UnifiedDataset dataset, Set<String> tested, Path out, ClipNames names, Progress progress)
            throws CorpusException, IOException {
        List<Fold> all = folds.of(dataset, tested.isEmpty() ? emotional(dataset) : tested);
        refuseUnknown(all.size());
        List<CrossResults.OfSeed> results = new ArrayList<>();
        for (long seed : seeds) {
            List<Predictions> answers = new ArrayList<>();
            for (Fold fold : all) {
                if (only.isEmpty() || only.contains(fold.number())) {
                    Path folder = out.resolve("seed-" + seed).resolve("fold-" + fold.number());
                    String name = "Seed %d, fold %d of %d: ".formatted(seed, fold.number(), all.size());
                    Progress named = (work, done, total, note) -> progress.at(name + work, done, total, note);
                    answers.add(new FoldRun(
                                    folder,
                                    plan(design, fold, seed),
                                    materials.features().of(fold.test()))
                            .run(names, named));
                }
            }
            results.add(new CrossResults.OfSeed(seed, answers));
        }
        return new CrossResults(results);
    }

    private void refuseUnknown(int count) throws CorpusException {
        Set<Integer> unknown = new TreeSet<>(only);
        unknown.removeIf(fold -> fold >= 1 && fold <= count);
        if (!unknown.isEmpty()) {
            throw new CorpusException("there are no folds " + unknown + ", only 1 to " + count);
        }
    }

    private static Set<String> emotional(UnifiedDataset dataset) {
        return Set.copyOf(dataset.where(clip -> clip.emotion().isPresent()).corpora());
    }

    private TrainingPlan plan(Design design, Fold fold, long seed) {
        Recipe recipe = design.recipe();
        boolean speaks = recipe.losses().phonemes() > 0;
        Speech speech = speaks ? materials.speech() : Speech.none();
        TrainingMaterial material = TrainingMaterial.of(
                FoldRun.speakers(fold),
                materials.features(),
                fold.training(),
                fold.development(),
                materials.readings(),
                speech);
        return new TrainingPlan(
                recipe,
                Networks.named(design.network(), speech.phonemes(), recipe.dropout()),
                seed,
                materials.commit(),
                materials.preparation(),
                material);
    }
}
