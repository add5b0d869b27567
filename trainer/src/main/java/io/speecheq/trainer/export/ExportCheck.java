package io.speecheq.trainer.export;

import ai.onnxruntime.OrtException;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.schemas.card.InvalidModelCardException;
import io.speecheq.schemas.card.ModelCard;
import io.speecheq.schemas.card.ProbeInput;
import io.speecheq.trainer.evaluation.OnnxScorer;
import io.speecheq.trainer.evaluation.Opinion;
import io.speecheq.trainer.evaluation.Scorer;
import java.util.List;

/**
 * The proof that a file is the network it was made from: ONNX Runtime gives what libtorch gives, within what the file's
 * {@link Precision} allows, for clips of two lengths, alone and padded, and its card reads back equal.
 */
final class ExportCheck {
    private static final float GREATEST_INTENSITY = 4;
    private static final int BANDS = 80;
    private static final int LONG_FRAMES = 298;
    private static final int SHORT_FRAMES = 61;

    private final Precision precision;

    private ExportCheck(Precision precision) {
        this.precision = precision;
    }

    /**
     * Tries the file against the network that it was made from.
     *
     * @throws ExportException when anything differs
     */
    static void prove(byte[] file, ModelCard card, Scorer reference, Precision precision) throws ExportException {
        ExportCheck check = new ExportCheck(precision);
        try (OnnxScorer scorer = new OnnxScorer(file)) {
            if (!scorer.card().equals(card)) {
                throw new ExportException("the model card in the file reads back differently");
            }
            FrameMatrix longer = clip(LONG_FRAMES);
            FrameMatrix shorter = clip(SHORT_FRAMES);
            check.compare("a clip alone", scorer.score(List.of(longer)), reference.score(List.of(longer)));
            check.compare("a short clip alone", scorer.score(List.of(shorter)), reference.score(List.of(shorter)));
            List<FrameMatrix> both = List.of(longer, shorter);
            check.compare("a padded clip", scorer.score(both), reference.score(both));
        } catch (OrtException | InvalidModelCardException e) {
            throw new ExportException("ONNX Runtime does not accept the file: " + e.getMessage(), e);
        }
    }

    private static FrameMatrix clip(int frames) {
        return FrameMatrix.copyOf(ProbeInput.seeded(frames).features(frames, BANDS), frames, BANDS);
    }

    private void compare(String what, List<Opinion> got, List<Opinion> wanted) throws ExportException {
        for (int clip = 0; clip < wanted.size(); clip++) {
            for (int i = 0; i < wanted.get(clip).scores().size(); i++) {
                compare(
                        what,
                        got.get(clip).scores().get(i),
                        wanted.get(clip).scores().get(i),
                        1);
            }
            compare(what, got.get(clip).intensity(), wanted.get(clip).intensity(), GREATEST_INTENSITY);
        }
    }

    private void compare(String what, float got, float wanted, float range) throws ExportException {
        if (!(Math.abs(got - wanted) <= precision.allowed(wanted, range))) {
            throw new ExportException("%s: the file gives %s where the network gives %s".formatted(what, got, wanted));
        }
    }
}
