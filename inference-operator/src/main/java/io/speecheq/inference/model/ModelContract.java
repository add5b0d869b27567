package io.speecheq.inference.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.schemas.card.InvalidModelCardException;
import io.speecheq.schemas.card.ModelCard;
import io.speecheq.schemas.card.Probe;
import io.speecheq.schemas.metric.SpeechEqMetric;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What a file must be to serve: the names, types and shapes of its inputs and outputs, a card for the nine emotions and
 * for these features, and a network that gives what its card says, padded or not.
 */
final class ModelContract {

    static final String FEATURES = "features";
    static final String LENGTHS = "lengths";
    static final String SCORES = "scores";
    static final String INTENSITY = "intensity";

    /** Between processors, and between devices; another network is off by far more. */
    static final float PROBE_TOLERANCE = 1e-3f;

    private static final Tolerance SINGLE = new Tolerance(PROBE_TOLERANCE, PROBE_TOLERANCE);

    /** Of a file in half precision: the same share of each one's range. */
    private static final Tolerance HALF = new Tolerance(5e-3f, 2e-2f);

    private record Tolerance(float scores, float intensity) {}

    /** A dimension that a run may choose, as the runtime tells it. */
    private static final long ANY = -1;

    private static final String EXPORT_AGAIN = "; export the network again with this version's trainer";

    private final NetworkSession session;
    private final FeatureSpec spec;

    ModelContract(NetworkSession session, FeatureSpec spec) {
        this.session = session;
        this.spec = spec;
    }

    /** The card of a network that keeps the contract; it has run a few times by then. */
    ModelCard check() throws ModelRefused {
        try {
            checkGraph();
            ModelCard card = card();
            checkCard(card);
            checkProbe(card.probe(), card.isHalfPrecision() ? HALF : SINGLE);
            return card;
        } catch (OrtException e) {
            throw new ModelRefused("ONNX Runtime cannot run the network", e);
        }
    }

    private void checkGraph() throws OrtException, ModelRefused {
        Map<String, NodeInfo> inputs = session.inputs();
        Map<String, NodeInfo> outputs = session.outputs();
        if (inputs.size() != 2 || outputs.size() != 2) {
            throw new ModelRefused("inputs must be features and lengths, outputs scores and intensity, but they are "
                    + inputs.keySet() + " and " + outputs.keySet() + EXPORT_AGAIN);
        }
        checkTensor("input", FEATURES, inputs, OnnxJavaType.FLOAT, ANY, ANY, spec.bands());
        checkTensor("input", LENGTHS, inputs, OnnxJavaType.INT64, ANY);
        checkTensor("output", SCORES, outputs, OnnxJavaType.FLOAT, ANY, SpeechEqMetric.CATEGORIES.size());
        checkTensor("output", INTENSITY, outputs, OnnxJavaType.FLOAT, ANY);
    }

    private static void checkTensor(
            String kind, String name, Map<String, NodeInfo> nodes, OnnxJavaType type, long... shape)
            throws ModelRefused {
        NodeInfo node = nodes.get(name);
        if (node == null) {
            throw new ModelRefused(kind + " '" + name + "' is missing, there are " + nodes.keySet() + EXPORT_AGAIN);
        }
        boolean kept = node.getInfo() instanceof TensorInfo tensor
                && tensor.type == type
                && Arrays.equals(tensor.getShape(), shape);
        if (!kept) {
            String is = node.getInfo() instanceof TensorInfo tensor
                    ? describe(tensor.type, tensor.getShape())
                    : "not a tensor";
            throw new ModelRefused(
                    kind + " '" + name + "' must be " + describe(type, shape) + ", is " + is + EXPORT_AGAIN);
        }
    }

    private static String describe(OnnxJavaType type, long[] shape) {
        StringJoiner dimensions = new StringJoiner(", ", "[", "]");
        Arrays.stream(shape).forEach(size -> dimensions.add(size == ANY ? "any" : Long.toString(size)));
        return type.name().toLowerCase(Locale.ROOT) + " " + dimensions;
    }

    private ModelCard card() throws OrtException, ModelRefused {
        String json = session.metadata(ModelCard.METADATA_KEY)
                .orElseThrow(() -> new ModelRefused(
                        "the file carries no model card (metadata '" + ModelCard.METADATA_KEY + "')" + EXPORT_AGAIN));
        try {
            return ModelCard.parse(json);
        } catch (InvalidModelCardException e) {
            throw new ModelRefused(e.getMessage() + EXPORT_AGAIN);
        }
    }

    private void checkCard(ModelCard card) throws ModelRefused {
        if (!card.emotions().equals(SpeechEqMetric.CATEGORIES)) {
            throw new ModelRefused("emotions must be " + SpeechEqMetric.CATEGORIES + " in this order, are "
                    + card.emotions() + EXPORT_AGAIN);
        }
        if (!card.featureFingerprint().equals(spec.fingerprint())) {
            throw new ModelRefused("the network was trained on features " + card.featureFingerprint() + " ("
                    + card.featureSpec().strip().replaceAll("\\s+", " ") + "), this job computes " + spec.fingerprint()
                    + " ("
                    + spec.canonical() + "); train it again on these");
        }
        if (card.probe().bands() != spec.bands()) {
            throw new ModelRefused("the card's probe has " + card.probe().bands() + " bands, features have "
                    + spec.bands() + EXPORT_AGAIN);
        }
    }

    private void checkProbe(Probe probe, Tolerance tolerance) throws OrtException, ModelRefused {
        FrameMatrix whole = FrameMatrix.copyOf(probe.features(), probe.frames(), probe.bands());
        Answer told = new Answer(probe.scores(), probe.intensity());
        Answer given = answer(List.of(whole));
        if (!given.isNear(told, tolerance)) {
            throw new ModelRefused("on its card's probe the network gives " + given + ", the card says " + told
                    + ": the file is not the network it was; fetch or export it again");
        }
        FrameMatrix half = whole.slice(0, (whole.frames() + 1) / 2);
        Answer alone = answer(List.of(half));
        Answer padded = answer(List.of(half, whole));
        if (!padded.isNear(alone, tolerance)) {
            throw new ModelRefused("a window gives " + alone + " alone but " + padded + " padded in a batch: the"
                    + " network does not heed 'lengths'" + EXPORT_AGAIN);
        }
    }

    private Answer answer(List<FrameMatrix> batch) throws OrtException, ModelRefused {
        try {
            NetworkOutput output = session.run(batch);
            WindowScore first = output.row(0);
            if (first instanceof ScoringFailure failure) {
                throw new ModelRefused(failure.reason() + " (on its card's probe)" + EXPORT_AGAIN);
            }
            return new Answer(output.scores(0), output.intensity(0));
        } catch (IllegalArgumentException e) {
            throw new ModelRefused(e.getMessage() + " (on its card's probe)" + EXPORT_AGAIN);
        }
    }

    /** Scores and intensity, told or given. */
    private record Answer(List<Float> scores, float intensity) {

        boolean isNear(Answer other, Tolerance tolerance) {
            boolean near = Math.abs(intensity - other.intensity) <= tolerance.intensity();
            for (int i = 0; i < scores.size(); i++) {
                near &= Math.abs(scores.get(i) - other.scores.get(i)) <= tolerance.scores();
            }
            return near;
        }

        @Override
        public String toString() {
            StringJoiner text = new StringJoiner(" ", "[", "]");
            scores.forEach(score -> text.add(String.format(Locale.ROOT, "%.3f", score)));
            return text + String.format(Locale.ROOT, " at intensity %.3f", intensity);
        }
    }
}
