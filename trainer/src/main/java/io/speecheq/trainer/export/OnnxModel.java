package io.speecheq.trainer.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.speecheq.schemas.card.ModelCard;
import io.speecheq.trainer.network.Heads;
import io.speecheq.trainer.network.TorchModel;
import java.util.List;

/**
 * A trained network as the ONNX file that jobs load: {@code features} [batch, frames, 80] and {@code lengths} [batch] in,
 * {@code scores} [batch, 9] and {@code intensity} [batch] out, the model card in its metadata.
 */
final class OnnxModel {
    static final String FEATURES = "features";
    static final String LENGTHS = "lengths";
    static final String SCORES = "scores";
    static final String INTENSITY = "intensity";

    private static final long IR_VERSION = 8;
    private static final long OPSET = 17;

    private OnnxModel() {}

    /**
     * The file's bytes.
     *
     * @param temperature by which the emotion logits are divided
     */
    static byte[] write(TorchModel model, double temperature, ModelCard card, Precision precision) {
        GraphProto graph = graph(model, temperature);
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("speecheq-trainer")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(precision == Precision.FP16 ? HalfPrecision.of(graph) : graph)
                .addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey(ModelCard.METADATA_KEY)
                        .setValue(card.toJson()))
                .build()
                .toByteArray();
    }

    private static GraphProto graph(TorchModel model, double temperature) {
        OnnxNodes nodes = new OnnxNodes();
        OnnxGraph layers = new OnnxGraph(nodes, model.weights(), FEATURES, LENGTHS);
        Heads<String> heads = model.network().heads(layers, FEATURES);
        String scaled =
                nodes.add("Div", List.of(heads.emotion(), nodes.floats("temperature", new float[] {(float) temperature
                })));
        nodes.addAs(SCORES, "Softmax", List.of(scaled), OnnxNodes.attribute("axis", 1L));
        String clipped = nodes.add(
                "Clip",
                List.of(
                        heads.intensity(),
                        nodes.floats("intensity.low", new float[] {0}),
                        nodes.floats("intensity.high", new float[] {4})));
        nodes.addAs(INTENSITY, "Squeeze", List.of(clipped, nodes.longs("axes.1", new long[] {1}, 1)));
        return nodes.graph(
                model.network().architecture(),
                List.of(
                        OnnxNodes.value(FEATURES, DataType.FLOAT, "batch", "frames", "80"),
                        OnnxNodes.value(LENGTHS, DataType.INT64, "batch")),
                List.of(
                        OnnxNodes.value(SCORES, DataType.FLOAT, "batch", "9"),
                        OnnxNodes.value(INTENSITY, DataType.FLOAT, "batch")));
    }
}
