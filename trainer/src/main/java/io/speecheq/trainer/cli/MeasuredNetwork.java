package io.speecheq.trainer.cli;

import ai.onnxruntime.OrtException;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.schemas.card.InvalidModelCardException;
import io.speecheq.schemas.card.ModelCard;
import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.evaluation.HeldOut;
import io.speecheq.trainer.evaluation.OnnxScorer;
import io.speecheq.trainer.evaluation.Scorer;
import io.speecheq.trainer.export.TrainedRun;
import io.speecheq.trainer.report.Facts;
import io.speecheq.trainer.training.CorpusShare;
import io.speecheq.trainer.training.RunState;
import io.speecheq.trainer.training.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A network to measure, from an ONNX file or a run's checkpoint. Owns it until closed; one thread.
 *
 * @param unlessSaid the speakers to measure on when the caller names none; all when empty
 * @param facts where it comes from
 * @param metricsCsv of the run, when it lies beside the checkpoint
 */
record MeasuredNetwork(
        String name,
        Scorer scorer,
        HeldOut heldOut,
        Set<String> unlessSaid,
        Facts facts,
        Optional<Path> metricsCsv,
        Ending owned)
        implements AutoCloseable {

    /** Lets go of what is native. */
    interface Ending {
        void end() throws OrtException;
    }

    static MeasuredNetwork open(Path file) throws IOException, OrtException, CorpusException {
        if (!Files.isRegularFile(file)) {
            throw new CorpusException(file + ": there is no such file; name an ONNX file or a checkpoint");
        }
        return file.getFileName().toString().endsWith(".onnx") ? onnx(file) : checkpoint(file);
    }

    private static MeasuredNetwork onnx(Path file) throws IOException, OrtException, CorpusException {
        OnnxScorer scorer;
        try {
            scorer = new OnnxScorer(Files.readAllBytes(file));
        } catch (OrtException e) {
            throw new CorpusException(
                    file + " is no network that ONNX Runtime can load; name one that train or export wrote ("
                            + e.getMessage() + ")",
                    e);
        }
        ModelCard card;
        try {
            card = scorer.card();
            refuseAnother(card, file);
        } catch (InvalidModelCardException e) {
            scorer.close();
            throw new CorpusException(
                    file + " has no model card that can be read; name one that train or export wrote (" + e.getMessage()
                            + ")",
                    e);
        } catch (CorpusException e) {
            scorer.close();
            throw e;
        }
        Facts facts = Facts.none()
                .and("network", card.release())
                .and("file", file)
                .and("trained by commit", card.provenance().commit())
                .and("training seed", card.provenance().seed())
                .and("its card's protocol", card.evaluation().protocol());
        return new MeasuredNetwork(
                card.release(), scorer, HeldOut.of(card), Set.of(), facts, Optional.empty(), scorer::close);
    }

    private static void refuseAnother(ModelCard card, Path file) throws CorpusException {
        if (!card.featureFingerprint().equals(FeatureSpec.standard().fingerprint())
                || !card.emotions().equals(SpeechEqMetric.CATEGORIES)) {
            throw new CorpusException(
                    file
                            + " was trained on other features or emotions than this version's; measure it with the version that made it");
        }
    }

    private static MeasuredNetwork checkpoint(Path file) throws IOException {
        TrainedRun run = TrainedRun.open(file);
        RunState state = run.state();
        Facts facts = Facts.none()
                .and("checkpoint", file)
                .and("trained by commit", state.commit())
                .and("training seed", state.seed())
                .and("epoch", state.kept().epoch() + " of " + state.epochsDone())
                .and("options", state.options())
                .and("development speakers", new TreeSet<>(state.developmentSpeakers()))
                .and("test speakers", new TreeSet<>(state.testSpeakers()));
        Set<String> corpora = state.corpora().stream().map(CorpusShare::name).collect(Collectors.toSet());
        Path metrics = file.toAbsolutePath().resolveSibling(Trainer.METRICS);
        return new MeasuredNetwork(
                file.toString(),
                run.scorer(),
                new HeldOut(state.testSpeakers(), corpora),
                state.testSpeakers(),
                facts,
                Optional.of(metrics).filter(Files::isRegularFile),
                run::close);
    }

    @Override
    public void close() throws OrtException {
        owned.end();
    }
}
