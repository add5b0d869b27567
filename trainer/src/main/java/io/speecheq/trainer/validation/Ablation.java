package io.speecheq.trainer.validation;

import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.evaluation.ClipNames;
import io.speecheq.trainer.network.Networks;
import io.speecheq.trainer.progress.Progress;
import io.speecheq.trainer.training.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The same cross-validation with and without parts of the method, on the same folds. */
public record Ablation(CrossValidation crossValidation, Recipe recipe) {
    /**
     * A combination of parts.
     *
     * @param unified whether all corpora are trained on together (MsUD in the paper), or each tested one alone
     * @param multitask whether the auxiliary tasks, phonemes and gender, are learnt too (MTL in the paper)
     */
    public record Variant(String network, boolean unified, boolean multitask) {
        /** As folders name it. */
        public String folder() {
            return network + (unified ? "-unified" : "-alone") + (multitask ? "-multitask" : "-single");
        }

        /** Every combination of some networks, the plainest of each first. */
        public static List<Variant> all(List<String> networks) {
            List<Variant> variants = new ArrayList<>();
            for (String network : networks) {
                for (boolean unified : new boolean[] {false, true}) {
                    for (boolean multitask : new boolean[] {false, true}) {
                        variants.add(new Variant(network, unified, multitask));
                    }
                }
            }
            return variants;
        }

        /** The variants that lack one part of this one. */
        public List<Plainer> plainer() {
            List<Plainer> plainer = new ArrayList<>();
            if (unified) {
                plainer.add(new Plainer("MsUD", network + ", " + tasks(), new Variant(network, false, multitask)));
            }
            if (multitask) {
                plainer.add(new Plainer("MTL", network + ", " + corpora(), new Variant(network, unified, false)));
            }
            if (!network.equals(Networks.BASELINE)) {
                plainer.add(new Plainer(
                        network + " over the baseline",
                        corpora() + ", " + tasks(),
                        new Variant(Networks.BASELINE, unified, multitask)));
            }
            return plainer;
        }

        private String corpora() {
            return unified ? "all corpora" : "one corpus";
        }

        private String tasks() {
            return multitask ? "with MTL" : "without MTL";
        }

        Recipe of(Recipe recipe) {
            return multitask ? recipe : recipe.withLosses(recipe.losses().withoutAuxiliaryTasks());
        }
    }

    /**
     * What a variant is compared with.
     *
     * @param part that this one lacks
     * @param setting that both have in common
     */
    public record Plainer(String part, String setting, Variant variant) {}

    /**
     * Runs a variant.
     *
     * @param tested corpora to test on
     * @return the results on each of them
     */
    public Map<String, CrossResults> run(
            Variant variant, UnifiedDataset dataset, Set<String> tested, Path out, ClipNames names, Progress progress)
            throws CorpusException, IOException {
        CrossValidation.Design design = new CrossValidation.Design(variant.of(recipe), variant.network());
        Path folder = out.resolve(variant.folder());
        Progress named = (work, done, total, note) -> progress.at(variant.folder() + ", " + work, done, total, note);
        Map<String, CrossResults> results = new LinkedHashMap<>();
        if (variant.unified()) {
            CrossResults all = crossValidation.run(design, dataset, tested, folder, names, named);
            new TreeSet<>(tested).forEach(corpus -> results.put(corpus, all));
            return results;
        }
        for (String corpus : new TreeSet<>(tested)) {
            UnifiedDataset alone = dataset.where(
                    clip -> clip.corpus().equals(corpus) || clip.emotion().isEmpty());
            results.put(
                    corpus, crossValidation.run(design, alone, Set.of(corpus), folder.resolve(corpus), names, named));
        }
        return results;
    }
}
