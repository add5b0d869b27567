package io.speecheq.trainer.training;

import io.speecheq.trainer.evaluation.Measurements;
import io.speecheq.trainer.evaluation.Prediction;
import io.speecheq.trainer.evaluation.Temperature;
import io.speecheq.trainer.evaluation.TorchScorer;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.network.TorchModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The clips that a network under training is asked about, which are not trained on. Borrows the model. */
final class DevelopmentSet {
    private final TrainingMaterial material;
    private final TorchModel model;
    private final List<AnalysedClip> emotional;
    private final boolean hearsPhonemes;

    DevelopmentSet(TrainingMaterial material, TorchModel model) {
        this.material = material;
        this.model = model;
        this.emotional = material.developmentEmotional();
        this.hearsPhonemes = material.development().stream()
                .anyMatch(clip -> material.phonemes(clip.clip()).isPresent());
    }

    /**
     * What came of it.
     *
     * @param score mean recall over corpora and conditions; 0 without clips that have an emotion
     * @param temperature that makes the scores of those clips say how often they are right, in all conditions; 1 without any
     * @param csv values of the columns, each after a comma
     */
    record Answer(double score, double temperature, String csv) {}

    /** Whether it can choose between networks: some clip has an emotion. */
    boolean canChoose() {
        return !emotional.isEmpty();
    }

    /** Names of the columns, in order: recall of each corpus in each condition, and the phoneme error rate. */
    List<String> columns() {
        List<String> columns = new ArrayList<>();
        emotional.stream().map(clip -> clip.clip().corpus()).distinct().forEach(corpus -> {
            for (Condition condition : Condition.values()) {
                columns.add("dev_uar_" + corpus + '_' + condition.label());
            }
        });
        if (hearsPhonemes) {
            columns.add("dev_phoneme_error_rate");
        }
        return columns;
    }

    Answer ask() {
        StringBuilder csv = new StringBuilder();
        double score = 0;
        double temperature = 1;
        if (!emotional.isEmpty()) {
            Measurements measured = Measurements.of(new TorchScorer(model, 1), emotional);
            measured.boards()
                    .values()
                    .forEach(conditions ->
                            conditions.values().forEach(board -> csv.append(cell(board.unweightedAverageRecall()))));
            score = measured.meanRecall();
            temperature = temperature(measured);
        }
        if (hearsPhonemes) {
            OptionalDouble rate = new HeardPhonemes(model, material)
                    .over(material.development())
                    .value();
            csv.append(cell(rate.orElse(Double.NaN)));
        }
        return new Answer(score, temperature, csv.toString());
    }

    private static double temperature(Measurements measured) {
        List<Prediction> predictions = new ArrayList<>();
        for (Condition condition : Condition.values()) {
            predictions.addAll(measured.predictions(condition));
        }
        return Temperature.fit(predictions);
    }

    private static String cell(double value) {
        return String.format(Locale.ROOT, ",%.4f", value);
    }
}
