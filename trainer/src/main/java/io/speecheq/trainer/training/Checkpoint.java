package io.speecheq.trainer.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.speecheq.trainer.network.Tensors;
import io.speecheq.trainer.network.Torch;
import io.speecheq.trainer.network.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    private static final String BEST = "best";
    private static final String OPTIMIZER = "optimizer";

    private final RunState state;
    private final float[] weights;
    private final float[] bestWeights;

    /**
     * Takes over the arrays, which nobody changes any more.
     *
     * @param weights of the last epoch, as {@link io.speecheq.trainer.network.Weights#snapshot} gives them
     * @param bestWeights of the best epoch; empty before the first
     */
    Checkpoint(RunState state, float[] weights, float[] bestWeights) {
        this.state = state;
        this.weights = weights;
        this.bestWeights = bestWeights;
    }

    public RunState state() {
        return state;
    }

    /** Sets a network to the last epoch's weights. */
    void restoreLast(Weights into) {
        into.restore(weights);
    }

    /** Sets a network to the best epoch's weights. */
    public void restoreBest(Weights into) {
        into.restore(bestWeights);
    }

    float[] bestWeights() {
        return bestWeights;
    }

    void write(Path file, Optimizer optimizer) throws IOException {
        String json = JSON.writeValueAsString(state);
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Torch.withoutGradients(() -> {
            OutputArchive archive = new OutputArchive();
            archive.write(STATE, torch.tensor(json.getBytes(StandardCharsets.UTF_8)));
            archive.write(WEIGHTS, torch.tensor(weights));
            archive.write(BEST, torch.tensor(bestWeights));
            OutputArchive nested = new OutputArchive(archive.compilation_unit());
            optimizer.save(nested);
            archive.write(OPTIMIZER, nested);
            archive.save_to(draft.toString());
            return draft;
        });
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
                return new Checkpoint(state(bytes(archive, STATE)), floats(archive, WEIGHTS), floats(archive, BEST));
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

    private static float[] floats(InputArchive archive, String name) {
        Tensor tensor = new Tensor();
        archive.read(name, tensor);
        return Tensors.values(tensor);
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
