package io.speecheq.trainer.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.platform.Fp16Conversions;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph with its convolutions and recurrences in 16 bits, which is where the time and the weights are. Sums over time,
 * normalisations, attention and the heads' softmax stay in 32 bits, where small differences of large numbers matter; so do the
 * inputs and outputs. Runtimes without 16-bit kernels, such as the CPU's, widen the weights when they load the file.
 */
final class HalfPrecision {

    /** By operator, the inputs that become 16 bits wide; the first is the value, the others are weights. */
    private static final Map<String, List<Integer>> NARROWED =
            Map.of("Conv", List.of(0, 1, 2), "GRU", List.of(0, 1, 2, 3));

    private final GraphProto graph;
    private final List<NodeProto> nodes = new ArrayList<>();
    private final Map<String, String> narrowed = new HashMap<>();
    private final Set<String> weights = new HashSet<>();

    private HalfPrecision(GraphProto graph) {
        this.graph = graph;
    }

    /** The same graph, narrowed. */
    static GraphProto of(GraphProto graph) {
        return new HalfPrecision(graph).narrow();
    }

    private GraphProto narrow() {
        for (NodeProto node : graph.getNodeList()) {
            if (NARROWED.containsKey(node.getOpType())) {
                addNarrowed(node, NARROWED.getOrDefault(node.getOpType(), List.of()));
            } else {
                nodes.add(node);
            }
        }
        GraphProto.Builder half =
                graph.toBuilder().clearNode().addAllNode(nodes).clearInitializer();
        for (TensorProto tensor : graph.getInitializerList()) {
            half.addInitializer(weights.contains(tensor.getName()) ? narrow(tensor) : tensor);
        }
        return half.build();
    }

    private void addNarrowed(NodeProto node, List<Integer> inputs) {
        NodeProto.Builder half = node.toBuilder();
        half.setInput(0, narrowedValue(node.getInput(0)));
        inputs.stream().skip(1).map(node::getInput).forEach(weights::add);
        String output = node.getOutput(0);
        half.setOutput(0, output + ".half");
        nodes.add(half.build());
        nodes.add(cast(output + ".half", output, DataType.FLOAT));
    }

    private String narrowedValue(String value) {
        return narrowed.computeIfAbsent(value, wide -> {
            nodes.add(cast(wide, wide + ".narrow", DataType.FLOAT16));
            return wide + ".narrow";
        });
    }

    private static NodeProto cast(String from, String to, DataType type) {
        return NodeProto.newBuilder()
                .setName(to + ".cast")
                .setOpType("Cast")
                .addInput(from)
                .addOutput(to)
                .addAttribute(OnnxNodes.attribute("to", (long) type.getNumber()))
                .build();
    }

    private static TensorProto narrow(TensorProto tensor) {
        FloatBuffer values = tensor.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        ByteBuffer half = ByteBuffer.allocate(values.remaining() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (values.hasRemaining()) {
            half.putShort(Fp16Conversions.floatToFp16(values.get()));
        }
        return tensor.toBuilder()
                .setDataType(DataType.FLOAT16.getNumber())
                .setRawData(ByteString.copyFrom(half.flip()))
                .build();
    }
}
