package io.speecheq.inference.model;

import ai.onnxruntime.OrtException;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.schemas.card.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A SpeechEQ network that has kept its contract and is ready to serve. Any number of threads may score with it at once;
 * whoever opened it owns it and closes it.
 *
 * <p>On the CPU windows are scored one by one: so a window's values are the same bits whatever else waits with it, and
 * one core is as fast (docs/decisions/005-one-by-one-on-cpu.md).
 */
public final class SpeechEqModel implements Scorer {

    private final NetworkSession session;
    private final ModelCard card;

    private SpeechEqModel(NetworkSession session, ModelCard card) {
        this.session = session;
        this.card = card;
    }

    /**
     * The network of that file.
     *
     * @param spec the features that it will be given
     * @throws ModelRefused when the file cannot be read or its network breaks the contract; the message names the file
     */
    public static SpeechEqModel open(Path file, FeatureSpec spec) throws ModelRefused {
        try {
            return open(Files.readAllBytes(file), spec);
        } catch (ModelRefused e) {
            throw e.of(file.toString());
        } catch (NoSuchFileException e) {
            throw new ModelRefused(file + ": there is no such file; name an ONNX file that the trainer exported");
        } catch (IOException e) {
            throw new ModelRefused(file + " cannot be read", e);
        }
    }

    /**
     * The network of an ONNX file's bytes.
     *
     * @param spec the features that it will be given
     * @throws ModelRefused when the network breaks the contract
     */
    public static SpeechEqModel open(byte[] onnx, FeatureSpec spec) throws ModelRefused {
        NetworkSession session;
        try {
            session = NetworkSession.open(onnx);
        } catch (OrtException e) {
            throw new ModelRefused("not an ONNX file that this runtime can load", e);
        }
        boolean kept = false;
        try {
            ModelCard card = new ModelContract(session, spec).check();
            kept = true;
            return new SpeechEqModel(session, card);
        } finally {
            if (!kept) {
                session.close();
            }
        }
    }

    public ModelCard card() {
        return card;
    }

    @Override
    public String release() {
        return card.release();
    }

    @Override
    public String featureFingerprint() {
        return card.featureFingerprint();
    }

    @Override
    public List<WindowScore> score(List<FrameMatrix> windows) {
        List<WindowScore> scores = new ArrayList<>(windows.size());
        for (FrameMatrix window : windows) {
            scores.add(score(window));
        }
        return scores;
    }

    private WindowScore score(FrameMatrix window) {
        try {
            return session.run(List.of(window)).row(0);
        } catch (OrtException | IllegalArgumentException e) {
            return new ScoringFailure(ModelRefused.inOneLine(e));
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
