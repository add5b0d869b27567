package io.speecheq.trainer.training;

import io.speecheq.trainer.evaluation.Measurements;
import io.speecheq.trainer.evaluation.Temperature;
import io.speecheq.trainer.evaluation.TorchScorer;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.network.Heads;
import io.speecheq.trainer.network.Torch;
import io.speecheq.trainer.network.TorchModel;
import io.speecheq.trainer.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains one network by its plan. After each epoch it asks the development speakers, writes a checkpoint and a line of
 * metrics; started again on the same folder, it goes on from there, and ends as if it had never been stopped.
 * Owns the network and the optimizer until closed; one thread.
 */
public final class Trainer implements AutoCloseable {
    /** The checkpoint's name in a run's folder. */
    public static final String CHECKPOINT = "checkpoint.pt";

    /** The metrics' name in a run's folder. */
    public static final String METRICS = "metrics.csv";

    private final TrainingPlan plan;
    private final Path folder;
    private final Progress progress;
    private final TorchModel model;
    private final TensorVector parameters;
    private final Adam adam;
    private RunState state;
    private float[] bestWeights = {};

    /** Makes the network, or takes up the one of the folder's checkpoint. */
    public Trainer(TrainingPlan plan, Path folder, Progress progress) throws IOException {
        this(plan, Optional.empty(), folder, progress);
    }

    /**
     * As above, but a new network begins with another run's last weights.
     *
     * @param origin a checkpoint, which must not have met this plan's development and test speakers
     * @throws CheckpointException when the folder holds a checkpoint of another run, or the origin does not fit
     */
    public Trainer(TrainingPlan plan, Optional<Path> origin, Path folder, Progress progress) throws IOException {
        this.plan = plan;
        this.folder = folder;
        this.progress = progress;
        this.model = new TorchModel(plan.network(), plan.seed());
        this.parameters = model.weights().parameters();
        this.adam = new Adam(parameters, adamOptions(plan.recipe().steps()));
        this.state = plan.start(model.weights().entries(), List.of());
        if (origin.isPresent()) {
            begin(origin.get());
        }
        Files.createDirectories(folder);
        if (Files.exists(folder.resolve(CHECKPOINT))) {
            resume(folder.resolve(CHECKPOINT));
        }
    }

    private static AdamOptions adamOptions(Recipe.Steps steps) {
        AdamOptions options = new AdamOptions(steps.rate());
        options.weight_decay().put(steps.weightDecay());
        return options;
    }

    private void begin(Path file) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(file);
        RunState found = checkpoint.state();
        if (!found.parts().equals(state.parts()) || !found.featureFingerprint().equals(state.featureFingerprint())) {
            throw new CheckpointException(file + " is of another network or other features; begin without it");
        }
        if (!found.mayPrecede(state)) {
            throw new CheckpointException(file
                    + " was trained on speakers that are now development or test; name the same speakers as it did");
        }
        List<String> earlier = new ArrayList<>(found.earlier());
        earlier.add(found.asStage());
        state = plan.start(found.parts(), earlier);
        checkpoint.restoreLast(model.weights());
    }

    private void resume(Path file) throws IOException {
        Checkpoint checkpoint = Checkpoint.read(file);
        RunState found = checkpoint.state();
        if (!found.isOfSameRun(state)) {
            throw new CheckpointException(
                    file + " is of another run (network, options, seed or speakers differ); name another folder");
        }
        state = found;
        bestWeights = checkpoint.bestWeights();
        checkpoint.restoreLast(model.weights());
        Checkpoint.restore(file, adam);
    }

    /** Trains to the end of the plan. */
    public RunState run() throws IOException {
        while (state.epochsDone() < plan.recipe().epochs()) {
            runEpoch();
        }
        return state;
    }

    /** Trains one more epoch. */
    RunState runEpoch() throws IOException {
        int epoch = state.epochsDone() + 1;
        long started = System.nanoTime();
        torch.manual_seed(plan.seed() * 7_919 + epoch);
        EpochPlan batches = new EpochPlan(plan.training(), plan.recipe(), plan.seed(), epoch);
        LearningRate rate = new LearningRate(plan.recipe().steps());
        EpochLosses losses = new EpochLosses();
        for (int i = 0; i < batches.batches(); i++) {
            MiniBatch batch = batches.batch(i);
            double part =
                    (epoch - 1 + (double) i / batches.batches()) / plan.recipe().epochs();
            losses.add(step(batch, rate.at(part)));
            int perEpoch = batches.batches();
            progress.at(
                    "Training",
                    (epoch - 1L) * perEpoch + i + 1,
                    (long) plan.recipe().epochs() * perEpoch,
                    "epoch " + epoch + ", " + losses + bestSoFar());
        }
        settle(epoch);
        finishEpoch(epoch, losses, (System.nanoTime() - started) / 1e9);
        return state;
    }

    /** Lets the normalisations hear clips without distortion; nothing else of the network changes. */
    private void settle(int epoch) {
        EpochPlan batches = new EpochPlan(plan.training(), plan.recipe().undistorted(), plan.seed(), -epoch);
        int count = Math.min(plan.recipe().steps().settling(), batches.batches());
        for (int i = 0; i < count; i++) {
            MiniBatch batch = batches.batch(i);
            Torch.withoutGradients(() -> model.train(batch.frames()));
        }
    }

    private String bestSoFar() {
        return state.best() == 0 || plan.development().isEmpty()
                ? ""
                : String.format(Locale.ROOT, ", best of development %.3f (epoch %d)", state.bestScore(), state.best());
    }

    private EpochLosses.Step step(MiniBatch batch, double rate) {
        adam.param_groups().get(0).options().set_lr(rate);
        return Torch.scoped(() -> {
            Heads<Tensor> heads = model.train(batch.frames());
            MultitaskLoss loss = MultitaskLoss.of(heads, batch, plan.recipe().losses());
            float total = loss.total().item_float();
            if (!Float.isFinite(total)) {
                throw new TrainingDiverged("the loss became %s on these clips: %s; lower steps.rate or look at them"
                        .formatted(total, batch.names()));
            }
            adam.zero_grad();
            loss.total().backward();
            torch.clip_grad_norm_(parameters, plan.recipe().steps().maxGradientNorm());
            adam.step();
            return EpochLosses.Step.of(loss, heads, batch);
        });
    }

    private void finishEpoch(int epoch, EpochLosses losses, double seconds) throws IOException {
        List<String> history = new ArrayList<>(state.history());
        String line = String.format(Locale.ROOT, "%d,%.0f,%s", epoch, seconds, losses.csv());
        if (plan.development().isEmpty()) {
            keepBest(epoch, 0, 1);
        } else {
            Measurements measured = Measurements.of(new TorchScorer(model, 1), plan.development());
            double score = measured.meanRecall();
            if (score > state.bestScore() || state.best() == 0) {
                keepBest(epoch, score, Temperature.fit(measured.predictions(Condition.CLEAN)));
            }
            line += developmentCsv(measured);
        }
        history.add(line);
        state = state.afterEpoch(epoch, history);
        new Checkpoint(state, model.weights().snapshot(), bestWeights).write(folder.resolve(CHECKPOINT), adam);
        writeMetrics();
    }

    private void keepBest(int epoch, double score, double temperature) {
        state = state.withBest(epoch, score, temperature);
        bestWeights = model.weights().snapshot();
    }

    private static String developmentCsv(Measurements measured) {
        StringBuilder csv = new StringBuilder();
        measured.boards()
                .values()
                .forEach(conditions -> conditions
                        .values()
                        .forEach(board ->
                                csv.append(String.format(Locale.ROOT, ",%.4f", board.unweightedAverageRecall()))));
        return csv.toString();
    }

    private void writeMetrics() throws IOException {
        StringBuilder header = new StringBuilder("epoch,seconds," + EpochLosses.CSV_HEADER);
        plan.development().stream().map(clip -> clip.clip().corpus()).distinct().forEach(corpus -> {
            for (Condition condition : Condition.values()) {
                header.append(",dev_uar_").append(corpus).append('_').append(condition.label());
            }
        });
        List<String> lines = new ArrayList<>(state.history());
        lines.add(0, header.toString());
        Files.write(folder.resolve(METRICS), lines);
    }

    @Override
    public void close() {
        adam.close();
        parameters.close();
        model.close();
    }
}
