package io.speecheq.trainer.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.speecheq.trainer.evaluation.HeldOut;
import io.speecheq.trainer.network.Tensors;
import io.speecheq.trainer.network.Torch;
import io.speecheq.trainer.network.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A run between two epochs, as one libtorch archive that is written whole or not at all. Everything random in an epoch
 * follows from the seed and the epoch's number, so this is all that an exact resume needs.
 */
public final class Checkpoint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATE = "state";
    private static final String WEIGHTS = "weights";
    private static final String KEPT = "kept";
    private static final String AVERAGE = "average";
    private static final String OPTIMIZER = "optimizer";

    private final RunState state;
    private final float[] weights;
    private final float[] kept;
    private final float[] average;

    /**
     * Takes over the arrays, which nobody changes any more.
     *
     * @param weights of the last epoch, as {@link io.speecheq.trainer.network.Weights#snapshot} gives them
     * @param kept of the network that the run gives; empty before there is one
     * @param average over the steps; empty in a run that keeps none
     */
    Checkpoint(RunState state, float[] weights, float[] kept, float[] average) {
        this.state = state;
        this.weights = weights;
        this.kept = kept;
        this.average = average;
    }

    public RunState state() {
        return state;
    }

    /** Sets a network to the last epoch's weights. */
    void restoreLast(Weights into) {
        into.restore(weights);
    }

    /** Sets a network to the weights that the run gives. */
    public void restoreKept(Weights into) {
        into.restore(kept);
    }

    /**
     * The last epoch's weights, to begin another run with.
     *
     * @param file that this was read from
     */
    public Origin origin(Path file) {
        Map<String, float[]> values = new LinkedHashMap<>();
        int offset = 0;
        for (Weights.Entry part : state.parts()) {
            values.put(part.name(), Arrays.copyOfRange(weights, offset, offset + part.count()));
            offset += part.count();
        }
        Set<String> corpora = state.corpora().stream().map(CorpusShare::name).collect(Collectors.toSet());
        List<String> stages = new ArrayList<>(state.earlier());
        stages.add(state.asStage());
        return new Origin(
                file,
                state.featureFingerprint(),
                new HeldOut(state.testSpeakers(), corpora),
                state.developmentSpeakers(),
                state.corpora(),
                stages,
                values);
    }

    float[] kept() {
        return kept;
    }

    float[] average() {
        return average;
    }

    void write(Path file, Optimizer optimizer) throws IOException {
        String json = JSON.writeValueAsString(state);
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Torch.withoutGradients(() -> {
            OutputArchive archive = new OutputArchive();
            archive.write(STATE, torch.tensor(json.getBytes(StandardCharsets.UTF_8)));
            archive.write(WEIGHTS, torch.tensor(weights));
            write(archive, KEPT, kept);
            write(archive, AVERAGE, average);
            OutputArchive nested = new OutputArchive(archive.compilation_unit());
            optimizer.save(nested);
            archive.write(OPTIMIZER, nested);
            archive.save_to(draft.toString());
            return draft;
        });
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** An archive cannot hold a tensor without values: none is written. */
    private static void write(OutputArchive archive, String name, float[] values) {
        if (values.length > 0) {
            archive.write(name, torch.tensor(values));
        }
    }

    /**
     * Reads all of a checkpoint but the optimizer's moments.
     *
     * @throws CheckpointException when the file is not a checkpoint of this program
     */
    public static Checkpoint read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such checkpoint");
        }
        try {
            return Torch.withoutGradients(() -> {
                InputArchive archive = open(file);
                return new Checkpoint(
                        state(bytes(archive, STATE)),
                        weights(archive),
                        floats(archive, KEPT),
                        floats(archive, AVERAGE));
            });
        } catch (RuntimeException e) {
            throw new CheckpointException(file + " is not a checkpoint of this program", e);
        }
    }

    /** Puts the optimizer's moments back; it must have been made over the same parameters. */
    static void restore(Path file, Optimizer optimizer) {
        Torch.withoutGradients(() -> {
            InputArchive nested = new InputArchive();
            open(file).read(OPTIMIZER, nested);
            optimizer.load(nested);
            return nested;
        });
    }

    private static InputArchive open(Path file) {
        InputArchive archive = new InputArchive();
        archive.load_from(file.toString());
        return archive;
    }

    private static RunState state(byte[] json) {
        try {
            return JSON.readValue(json, RunState.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("unreadable state", e);
        }
    }

    private static float[] weights(InputArchive archive) {
        Tensor tensor = new Tensor();
        archive.read(WEIGHTS, tensor);
        return Tensors.values(tensor);
    }

    /** Empty where the archive has none of that name. */
    private static float[] floats(InputArchive archive, String name) {
        Tensor tensor = new Tensor();
        return archive.try_read(name, tensor) ? Tensors.values(tensor) : new float[0];
    }

    private static byte[] bytes(InputArchive archive, String name) {
        Tensor tensor = new Tensor();
        archive.read(name, tensor);
        byte[] bytes = new byte[Math.toIntExact(tensor.numel())];
        try (BytePointer memory = new BytePointer(tensor.data_ptr())) {
            memory.get(bytes);
        }
        return bytes;
    }
}
