package io.speecheq.trainer.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.speecheq.schemas.card.InvalidModelCardException;
import io.speecheq.schemas.card.ModelCard;
import io.speecheq.trainer.evaluation.HeldOut;
import io.speecheq.trainer.training.CheckpointException;
import io.speecheq.trainer.training.CorpusShare;
import io.speecheq.trainer.training.Origin;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network's file, read back to train on from: what its card tells, and the weights among its constants. */
public final class OnnxOrigin {
    private OnnxOrigin() {}

    /**
     * Reads a file that {@link OnnxExport} wrote in 32 bits.
     *
     * @throws CheckpointException when it is another file
     */
    public static Origin read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such network");
        }
        try {
            ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
            ModelCard card = card(model);
            if (card.isHalfPrecision()) {
                throw new CheckpointException(file + " has weights of 16 bits; begin with the file of 32 bits");
            }
            return new Origin(
                    file,
                    card.featureFingerprint(),
                    HeldOut.of(card),
                    RunExport.developmentSpeakers(card.provenance().options()),
                    corpora(card),
                    stages(card),
                    weights(model.getGraph()));
        } catch (InvalidProtocolBufferException | InvalidModelCardException e) {
            throw new CheckpointException(file + " is not a network of this program: " + e.getMessage());
        }
    }

    private static ModelCard card(ModelProto model) throws InvalidModelCardException {
        return ModelCard.parse(model.getMetadataPropsList().stream()
                .filter(entry -> entry.getKey().equals(ModelCard.METADATA_KEY))
                .map(StringStringEntryProto::getValue)
                .findFirst()
                .orElse(""));
    }

    private static List<CorpusShare> corpora(ModelCard card) {
        return card.corpora().stream()
                .map(corpus -> new CorpusShare(
                        corpus.name(),
                        corpus.licence(),
                        corpus.clips(),
                        corpus.speakers(),
                        corpus.hours().orElse(0)))
                .toList();
    }

    /** The stages before the card's own run, which the card numbers, and that run. */
    private static List<String> stages(ModelCard card) {
        Map<String, String> options = new LinkedHashMap<>(card.provenance().options());
        List<String> stages = new ArrayList<>();
        for (String stage = options.remove(RunExport.stageOption(1));
                stage != null;
                stage = options.remove(RunExport.stageOption(stages.size() + 1))) {
            stages.add(stage);
        }
        stages.add("%s, commit %s, seed %d, %s"
                .formatted(
                        card.release(),
                        card.provenance().commit(),
                        card.provenance().seed(),
                        options));
        return stages;
    }

    private static Map<String, float[]> weights(GraphProto graph) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            if (tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber()) {
                weights.put(tensor.getName(), floats(tensor));
            }
        }
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals("GRU")) {
                String first = node.getInput(1);
                String layer = first.substring(0, first.lastIndexOf('.'));
                for (GruConstant constant : GruConstant.values()) {
                    weights.putAll(constant.unpack(layer, weights.getOrDefault(constant.of(layer), new float[0])));
                }
            }
        }
        return weights;
    }

    private static float[] floats(TensorProto tensor) {
        float[] values = new float[tensor.getRawData().size() / Float.BYTES];
        tensor.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }
}
