package io.speecheq.trainer.export;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.trainer.evaluation.TorchScorer;
import io.speecheq.trainer.network.Network;
import io.speecheq.trainer.network.Networks;
import io.speecheq.trainer.network.TorchModel;
import io.speecheq.trainer.training.Checkpoint;
import io.speecheq.trainer.training.CheckpointException;
import io.speecheq.trainer.training.RunState;
import java.io.IOException;
import java.nio.file.Path;

/** A run's best network, ready to be asked. Owns it until closed; one thread. */
public final class TrainedRun implements AutoCloseable {
    private final RunState state;
    private final TorchModel model;

    private TrainedRun(RunState state, TorchModel model) {
        this.state = state;
        this.model = model;
    }

    /**
     * The best network of a checkpoint.
     *
     * @throws CheckpointException when the file is no checkpoint, or of a network or features that this program lacks
     */
    public static TrainedRun open(Path file) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(file);
        RunState state = checkpoint.state();
        if (state.kept().epoch() == 0) {
            throw new CheckpointException(file + " has no finished epoch yet; train on");
        }
        if (!state.featureFingerprint().equals(FeatureSpec.standard().fingerprint())) {
            throw new CheckpointException(file + " was trained on other features; train again");
        }
        Network network = Networks.ofArchitecture(state.architecture()).orElseThrow(() -> lacking(file, state));
        TorchModel model = new TorchModel(network, state.seed());
        if (!model.weights().entries().equals(state.parts())) {
            model.close();
            throw lacking(file, state);
        }
        checkpoint.restoreKept(model.weights());
        return new TrainedRun(state, model);
    }

    private static CheckpointException lacking(Path file, RunState state) {
        return new CheckpointException(
                file + " is of the network " + state.architecture() + ", which this program lacks; train again");
    }

    public RunState state() {
        return state;
    }

    /** The network, its scores calibrated on the development speakers. */
    public TorchScorer scorer() {
        return new TorchScorer(model, state.kept().temperature());
    }

    TorchModel model() {
        return model;
    }

    @Override
    public void close() {
        model.close();
    }
}
