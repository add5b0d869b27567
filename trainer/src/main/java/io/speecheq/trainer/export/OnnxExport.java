package io.speecheq.trainer.export;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.schemas.card.Evaluation;
import io.speecheq.schemas.card.ModelCard;
import io.speecheq.schemas.card.Probe;
import io.speecheq.schemas.card.ProbeInput;
import io.speecheq.schemas.card.Provenance;
import io.speecheq.schemas.card.TrainingCorpus;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.trainer.evaluation.Opinion;
import io.speecheq.trainer.evaluation.Scorer;
import io.speecheq.trainer.evaluation.TorchScorer;
import io.speecheq.trainer.network.TorchModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a network and its card.
 *
 * @param name and {@code version}: what a release of it will be called
 * @param precision of the file
 */
public record OnnxExport(
        String name,
        String version,
        List<TrainingCorpus> corpora,
        Evaluation evaluation,
        Provenance provenance,
        Precision precision) {
    private static final int PROBE_FRAMES = 298;
    private static final long PROBE_SEED = 20;

    /**
     * Writes {@code file}, and the card as Markdown beside it.
     *
     * @param temperature by which the emotion logits are divided
     * @throws ExportException when the file would not be the network; then none is written
     */
    public ModelCard write(TorchModel model, double temperature, FeatureSpec spec, Path file)
            throws ExportException, IOException {
        Scorer reference = new TorchScorer(model, temperature);
        ModelCard card = card(spec, probe(reference, spec));
        byte[] bytes = OnnxModel.write(model, temperature, card, precision);
        ExportCheck.prove(bytes, card, reference, precision);
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.write(draft, bytes);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(beside(file), card.toMarkdown());
        return card;
    }

    private static Path beside(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".md");
    }

    private static Probe probe(Scorer reference, FeatureSpec spec) {
        ProbeInput input = ProbeInput.seeded(PROBE_SEED);
        FrameMatrix clip = FrameMatrix.copyOf(input.features(PROBE_FRAMES, spec.bands()), PROBE_FRAMES, spec.bands());
        Opinion opinion = reference.score(List.of(clip)).get(0);
        return new Probe(PROBE_FRAMES, spec.bands(), input, opinion.scores(), opinion.intensity());
    }

    private ModelCard card(FeatureSpec spec, Probe probe) {
        return new ModelCard(
                name,
                version,
                Arrays.stream(EmotionCategory.values()).map(Enum::name).toList(),
                spec.canonical(),
                spec.fingerprint(),
                corpora,
                evaluation,
                probe,
                provenance);
    }
}
