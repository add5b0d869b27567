package io.speecheq.trainer.export;

import static io.speecheq.trainer.export.OnnxNodes.attribute;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.speecheq.trainer.network.Operations;
import io.speecheq.trainer.network.Weights;
import java.util.Collections;
import java.util.List;

/**
 * {@link Operations} written down as ONNX nodes (opset 17) for a batch of any size and length; a value is a node's output.
 * Dropout is the identity, and normalisations use what training saw.
 */
final class OnnxGraph implements Operations<String> {
    private static final long TIME_AXIS = 2;
    private static final float EPSILON = 1e-5f;

    private final OnnxNodes nodes;
    private final Weights weights;
    private final String mask;
    private final String maskAsTruth;
    private final String counts;
    private final String lengths32;
    private final String timeAxes;

    /**
     * Begins a graph: what the layers need to know of the lengths.
     *
     * @param features name of the input {@code [batch, frames, bands]}
     * @param lengths name of the input {@code [batch]}
     */
    OnnxGraph(OnnxNodes nodes, Weights weights, String features, String lengths) {
        this.nodes = nodes;
        this.weights = weights;
        timeAxes = nodes.longs("axes.time", new long[] {TIME_AXIS}, 1);
        lengths32 = cast(lengths, TensorProto.DataType.INT32);
        String axes12 = nodes.longs("axes.1-2", new long[] {1, 2}, 2);
        String wideLengths = nodes.add("Unsqueeze", List.of(lengths, axes12));
        String frames = nodes.add(
                "Gather",
                List.of(nodes.add("Shape", List.of(features)), nodes.longs("axis.frames", new long[] {1})),
                attribute("axis", 0L));
        String positions = nodes.add(
                "Range", List.of(nodes.longs("zero", new long[] {0}), frames, nodes.longs("one", new long[] {1})));
        maskAsTruth = nodes.add("Less", List.of(positions, wideLengths));
        mask = cast(maskAsTruth, TensorProto.DataType.FLOAT);
        counts = cast(wideLengths, TensorProto.DataType.FLOAT);
    }

    private String cast(String x, TensorProto.DataType type) {
        return nodes.add("Cast", List.of(x), attribute("to", (long) type.getNumber()));
    }

    @Override
    public String conv(String name, String x, Conv shape) {
        return nodes.add(
                "Conv",
                List.of(
                        x,
                        constant(name + ".weight", shape.out(), shape.in(), shape.kernel()),
                        constant(name + ".bias", shape.out())),
                attribute("kernel_shape", List.of((long) shape.kernel())),
                attribute("dilations", List.of((long) shape.dilation())),
                attribute("pads", List.of((long) shape.padding(), (long) shape.padding())));
    }

    private String constant(String name, long... shape) {
        return nodes.floats(name, weights.values(name), shape);
    }

    @Override
    public String batchNorm(String name, String x, int channels) {
        return nodes.add(
                "BatchNormalization",
                List.of(
                        x,
                        constant(name + ".scale", channels),
                        constant(name + ".shift", channels),
                        constant(name + ".mean", channels),
                        constant(name + ".variance", channels)),
                attribute("epsilon", EPSILON));
    }

    @Override
    public String bidirectionalGru(String name, String x, int in, int hidden) {
        String byTime = nodes.add("Transpose", List.of(x), attribute("perm", List.of(2L, 0L, 1L)));
        String outputs = nodes.add(
                "GRU",
                List.of(
                        byTime,
                        constant(GruConstant.W, name, 2, 3L * hidden, in),
                        constant(GruConstant.R, name, 2, 3L * hidden, hidden),
                        constant(GruConstant.B, name, 2, 6L * hidden),
                        lengths32),
                attribute("direction", "bidirectional"),
                attribute("hidden_size", (long) hidden),
                attribute("linear_before_reset", 1L));
        String channelsLast = nodes.add("Transpose", List.of(outputs), attribute("perm", List.of(2L, 1L, 3L, 0L)));
        String shape = nodes.longs(name + ".shape", new long[] {0, 2L * hidden, -1}, 3);
        return nodes.add("Reshape", List.of(channelsLast, shape));
    }

    private String constant(GruConstant constant, String layer, long... shape) {
        return nodes.floats(constant.of(layer), constant.pack(layer, weights::values), shape);
    }

    @Override
    public String mask(String x) {
        return multiply(x, mask);
    }

    @Override
    public String meanOverTime(String x) {
        return nodes.add("Div", List.of(sumOverTime(x), counts));
    }

    @Override
    public String deviationOverTime(String x, float floor) {
        return sqrt(meanOverTime(square(mask(subtract(x, meanOverTime(x))))), floor);
    }

    @Override
    public String sumOverTime(String x) {
        return nodes.add("ReduceSum", List.of(x, timeAxes), attribute("keepdims", 1L));
    }

    @Override
    public String softmaxOverTime(String x) {
        String excluded = nodes.add("Where", List.of(maskAsTruth, x, nodes.floats("excluded", new float[] {-1e30f})));
        return nodes.add("Softmax", List.of(excluded), attribute("axis", TIME_AXIS));
    }

    @Override
    public String relu(String x) {
        return nodes.add("Relu", List.of(x));
    }

    @Override
    public String tanh(String x) {
        return nodes.add("Tanh", List.of(x));
    }

    @Override
    public String sigmoid(String x) {
        return nodes.add("Sigmoid", List.of(x));
    }

    @Override
    public String add(String a, String b) {
        return nodes.add("Add", List.of(a, b));
    }

    @Override
    public String subtract(String a, String b) {
        return nodes.add("Sub", List.of(a, b));
    }

    @Override
    public String square(String x) {
        return multiply(x, x);
    }

    @Override
    public String multiply(String a, String b) {
        return nodes.add("Mul", List.of(a, b));
    }

    @Override
    public String sqrt(String x, float floor) {
        String floored = nodes.add("Max", List.of(x, nodes.floats("floor." + floor, new float[] {floor})));
        return nodes.add("Sqrt", List.of(floored));
    }

    @Override
    public List<String> split(String x, int groups, int width) {
        long[] widths = Collections.nCopies(groups, (long) width).stream()
                .mapToLong(Long::longValue)
                .toArray();
        String sizes = nodes.longs("split." + groups + "x" + width, widths, groups);
        return nodes.add("Split", List.of(x, sizes), groups, attribute("axis", 1L));
    }

    @Override
    public String concatChannels(List<String> parts) {
        return nodes.add("Concat", parts, attribute("axis", 1L));
    }

    @Override
    public String dropout(String x, double share) {
        return x;
    }

    @Override
    public String swapChannelsAndFrames(String x) {
        return nodes.add("Transpose", List.of(x), attribute("perm", List.of(0L, 2L, 1L)));
    }

    @Override
    public String vector(String x) {
        return nodes.add("Squeeze", List.of(x, timeAxes));
    }
}
