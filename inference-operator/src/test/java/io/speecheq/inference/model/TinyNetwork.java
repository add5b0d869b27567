package io.speecheq.inference.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.schemas.card.Evaluation;
import io.speecheq.schemas.card.ModelCard;
import io.speecheq.schemas.card.Probe;
import io.speecheq.schemas.card.ProbeInput;
import io.speecheq.schemas.card.Provenance;
import io.speecheq.schemas.metric.SpeechEqMetric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * A real ONNX file that keeps the contract, small enough to make in a test: the mean over the valid frames, one linear
 * layer, softmax, and another for the intensity, clipped. Each {@code with...} bends one clause of it.
 */
public final class TinyNetwork {

    private static final int BANDS = 80;
    private static final int PROBE_FRAMES = 40;
    private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
    private static final int INT64 = TensorProto.DataType.INT64.getNumber();
    private static final int DOUBLE = TensorProto.DataType.DOUBLE.getNumber();

    private final Random random;
    private final float[] weights;
    private final float[] intensityWeights;
    private String name = "tiny";
    private String featuresInput = "features";
    private int featuresType = FLOAT;
    private long bands = BANDS;
    private int categories = SpeechEqMetric.CATEGORIES.size();
    private boolean heedsLengths = true;
    private boolean normalises = true;
    private boolean extraOutput;
    private float scoreScale = 1f;
    private UnaryOperator<Optional<String>> cardText = UnaryOperator.identity();
    private UnaryOperator<ModelCard> card = UnaryOperator.identity();

    private TinyNetwork(long seed) {
        random = new Random(seed);
        weights = deviates(BANDS * categories, 0.05);
        intensityWeights = deviates(BANDS, 0.05);
    }

    public static TinyNetwork seeded(long seed) {
        return new TinyNetwork(seed);
    }

    public TinyNetwork named(String newName) {
        name = newName;
        return this;
    }

    TinyNetwork withFeaturesInput(String newName) {
        featuresInput = newName;
        return this;
    }

    TinyNetwork withDoubleFeatures() {
        featuresType = DOUBLE;
        return this;
    }

    public TinyNetwork withBands(int newBands) {
        bands = newBands;
        return this;
    }

    TinyNetwork withCategories(int newCategories) {
        categories = newCategories;
        return this;
    }

    public TinyNetwork withExtraOutput() {
        extraOutput = true;
        return this;
    }

    TinyNetwork withMeanOverPadding() {
        heedsLengths = false;
        return this;
    }

    public TinyNetwork withScoresTimes(float scale) {
        scoreScale = scale;
        return this;
    }

    /** Scores are raw products, without the softmax: NaN and infinity go through, and no sum is right. */
    TinyNetwork withoutSoftmax() {
        normalises = false;
        return this;
    }

    public TinyNetwork withCard(UnaryOperator<ModelCard> change) {
        card = change;
        return this;
    }

    TinyNetwork withCardText(UnaryOperator<Optional<String>> change) {
        cardText = change;
        return this;
    }

    /** The file at that place. */
    public Path write(Path file) {
        try {
            return Files.write(file, toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's bytes, its card included. */
    public byte[] toBytes() {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("speecheq-test")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph());
        cardText.apply(Optional.of(card.apply(card()).toJson()))
                .ifPresent(text -> model.addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey(ModelCard.METADATA_KEY)
                        .setValue(text)));
        return model.build().toByteArray();
    }

    private ModelCard card() {
        FeatureSpec spec = FeatureSpec.standard();
        return new ModelCard(
                name,
                "1",
                SpeechEqMetric.CATEGORIES,
                spec.canonical(),
                spec.fingerprint(),
                List.of(),
                new Evaluation("none: made for a test", List.of()),
                probe(),
                Provenance.here("none", 0, Map.of(), java.time.Instant.EPOCH));
    }

    /** What the graph must give, worked out here in double precision. */
    private Probe probe() {
        ProbeInput input = ProbeInput.seeded(7);
        float[] features = input.features(PROBE_FRAMES, BANDS);
        double[] mean = new double[BANDS];
        for (int i = 0; i < features.length; i++) {
            mean[i % BANDS] += (double) features[i] / PROBE_FRAMES;
        }
        int outputs = SpeechEqMetric.CATEGORIES.size();
        double[] exponentials = new double[outputs];
        for (int c = 0; c < outputs; c++) {
            double logit = 0;
            for (int b = 0; b < BANDS; b++) {
                logit += mean[b] * weights[b * outputs + c];
            }
            exponentials[c] = Math.exp(logit);
        }
        double sum = Arrays.stream(exponentials).sum();
        float[] scores = new float[outputs];
        for (int c = 0; c < outputs; c++) {
            scores[c] = (float) (exponentials[c] / sum);
        }
        double intensity = 2;
        for (int b = 0; b < BANDS; b++) {
            intensity += mean[b] * intensityWeights[b];
        }
        return Probe.of(PROBE_FRAMES, BANDS, input, scores, (float) Math.max(0, Math.min(4, intensity)));
    }

    private GraphProto graph() {
        List<NodeProto> nodes = new ArrayList<>();
        nodes.add(cast(featuresInput, "f", FLOAT));
        nodes.add(node("Shape", "dims", "f"));
        nodes.add(node("Gather", "frames", "dims", "one"));
        nodes.add(node("Range", "positions", "zero", "frames", "one"));
        nodes.add(node("Unsqueeze", "column", heedsLengths ? "lengths" : "dimsAsLengths", "axis1"));
        if (!heedsLengths) {
            nodes.add(2, node("Mul", "noLengths", "lengths", "zero"));
            nodes.add(4, node("Add", "dimsAsLengths", "noLengths", "frames"));
        }
        nodes.add(node("Less", "valid", "positions", "column"));
        nodes.add(cast("valid", "mask", FLOAT));
        nodes.add(node("Unsqueeze", "mask3", "mask", "axis2"));
        nodes.add(node("Mul", "masked", "f", "mask3"));
        nodes.add(node("ReduceSum", "sum", "masked", "axis1"));
        nodes.add(node("ReduceSum", "count", "mask3", "axis1"));
        nodes.add(node("Div", "mean3", "sum", "count"));
        nodes.add(node("Squeeze", "mean", "mean3", "axis1"));
        nodes.add(node("MatMul", "logits", "mean", "W"));
        nodes.add(normalises ? node("Softmax", "soft", "logits") : node("Identity", "soft", "logits"));
        nodes.add(node("Mul", "scores", "soft", "scale"));
        nodes.add(node("MatMul", "raw", "mean", "v"));
        nodes.add(node("Squeeze", "flat", "raw", "axis1"));
        nodes.add(node("Add", "shifted", "flat", "two"));
        nodes.add(node("Clip", "intensity", "shifted", "low", "high"));
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("tiny")
                .addAllNode(nodes)
                .addInput(value(featuresInput, featuresType, "batch", "frames", bands))
                .addInput(value("lengths", INT64, "batch"))
                .addOutput(value("scores", FLOAT, "batch", (long) categories))
                .addOutput(value("intensity", FLOAT, "batch"))
                .addAllInitializer(initializers());
        return (extraOutput ? graph.addOutput(value("logits", FLOAT, "batch", (long) categories)) : graph).build();
    }

    private List<TensorProto> initializers() {
        long rows = bands;
        float[] w = rows == BANDS && categories == SpeechEqMetric.CATEGORIES.size()
                ? weights
                : deviates((int) rows * categories, 0.05);
        float[] v = rows == BANDS ? intensityWeights : deviates((int) rows, 0.05);
        return List.of(
                scalar("zero", 0),
                scalar("one", 1),
                integers("axis1", 1),
                integers("axis2", 2),
                floats("W", w, rows, categories),
                floats("v", v, rows, 1),
                floats("scale", new float[] {scoreScale}),
                floats("two", new float[] {2}),
                floats("low", new float[] {0}),
                floats("high", new float[] {4}));
    }

    private static NodeProto node(String type, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static NodeProto cast(String input, String output, int type) {
        return NodeProto.newBuilder()
                .setOpType("Cast")
                .addInput(input)
                .addOutput(output)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(type))
                .build();
    }

    private static ValueInfoProto value(String name, int type, Object... dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object dimension : dimensions) {
            TensorShapeProto.Dimension.Builder built = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(
                    dimension instanceof Long size ? built.setDimValue(size) : built.setDimParam((String) dimension));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
                .build();
    }

    private static TensorProto scalar(String name, long value) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(INT64)
                .addInt64Data(value)
                .build();
    }

    private static TensorProto integers(String name, long value) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(INT64)
                .addDims(1)
                .addInt64Data(value)
                .build();
    }

    private static TensorProto floats(String name, float[] values, long... dimensions) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
        for (long dimension : dimensions) {
            tensor.addDims(dimension);
        }
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return tensor.build();
    }

    private float[] deviates(int count, double deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }
}
