package io.speecheq.trainer.evaluation;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.schemas.card.InvalidModelCardException;
import io.speecheq.schemas.card.ModelCard;
import io.speecheq.trainer.network.FrameBatch;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A network's ONNX file in ONNX Runtime, on one thread. Owns its session. */
public final class OnnxScorer implements Scorer, AutoCloseable {
    private static final int EMOTIONS = 9;
    private static final int BATCH = 8;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /**
     * Opens a session on a file's bytes.
     *
     * @throws OrtException when the bytes are no network that ONNX Runtime can load
     */
    public OnnxScorer(byte[] file) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(file, options);
        }
    }

    /**
     * The model card in the file.
     *
     * @throws InvalidModelCardException when the file has no card, or one that cannot be read
     */
    public ModelCard card() throws OrtException, InvalidModelCardException {
        @Nullable String json = session.getMetadata().getCustomMetadata().get(ModelCard.METADATA_KEY);
        return ModelCard.parse(json == null ? "" : json);
    }

    @Override
    public List<Opinion> score(List<FrameMatrix> clips) {
        Opinion[] opinions = new Opinion[clips.size()];
        for (PaddedBatch batch : PaddedBatch.cut(clips, BATCH)) {
            score(batch, opinions);
        }
        return Arrays.asList(opinions);
    }

    private void score(PaddedBatch batch, Opinion[] into) {
        FrameBatch frames = batch.frames();
        int size = frames.size();
        long[] shape = {size, frames.frames(), frames.bands()};
        try (OnnxTensor features = OnnxTensor.createTensor(environment, frames.features(), shape);
                OnnxTensor valid = OnnxTensor.createTensor(environment, frames.lengths(), new long[] {size});
                OrtSession.Result result = session.run(Map.of("features", features, "lengths", valid))) {
            float[] scores = floats(result, "scores", size * EMOTIONS);
            float[] intensity = floats(result, "intensity", size);
            for (int i = 0; i < size; i++) {
                into[batch.positions().get(i)] = Opinion.of(scores, i * EMOTIONS, intensity[i]);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
        }
    }

    private static float[] floats(OrtSession.Result result, String name, int count) {
        OnnxTensor tensor = (OnnxTensor) result.get(name).orElseThrow();
        FloatBuffer buffer = tensor.getFloatBuffer();
        if (buffer.remaining() != count) {
            throw new IllegalStateException(name + " has " + buffer.remaining() + " values, not " + count);
        }
        float[] values = new float[count];
        buffer.get(values);
        return values;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
