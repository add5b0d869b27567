package io.speecheq.trainer.training;

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
import java.util.function.IntConsumer;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Scalar;
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

    /** Prepared steps that may wait: about 10 MB each. */
    private static final int STEPS_AHEAD = 4;

    private final TrainingPlan plan;
    private final Path folder;
    private final Progress progress;
    private final TorchModel model;
    private final TensorVector parameters;
    private final Adam adam;
    private final AveragedWeights average;
    private final DevelopmentSet development;
    private RunState state;
    private float[] kept = {};

    /** Makes the network, or takes up the one of the folder's checkpoint. */
    public Trainer(TrainingPlan plan, Path folder, Progress progress) throws IOException {
        this(plan, Optional.empty(), folder, progress);
    }

    /**
     * As above, but a new network begins with the weights of one that was trained before.
     *
     * @param origin which must not have met this plan's development and test speakers
     * @throws CheckpointException when the folder holds a checkpoint of another run, or the origin does not fit
     */
    public Trainer(TrainingPlan plan, Optional<Origin> origin, Path folder, Progress progress) throws IOException {
        this.plan = plan;
        this.folder = folder;
        this.progress = progress;
        this.model = new TorchModel(plan.network(), plan.seed());
        this.parameters = model.weights().parameters();
        this.adam = new Adam(parameters, adamOptions(plan.recipe().steps()));
        this.state = plan.start(model.weights().entries(), plan.material().corpora(), List.of());
        if (origin.isPresent()) {
            begin(origin.get());
        }
        this.development = new DevelopmentSet(plan.material(), model);
        this.average = new AveragedWeights(plan.recipe().steps().averaging(), model.weights());
        Files.createDirectories(folder);
        resume();
    }

    private static AdamOptions adamOptions(Steps steps) {
        AdamOptions options = new AdamOptions(steps.rate());
        options.weight_decay().put(steps.weightDecay());
        return options;
    }

    private void begin(Origin origin) throws CheckpointException {
        origin.admit(state);
        origin.into(model.weights());
        state = plan.start(state.parts(), origin.with(plan.material().corpora()), origin.stages());
    }

    /** Takes up the folder's checkpoint, if it has one. */
    private void resume() throws IOException {
        Path file = folder.resolve(CHECKPOINT);
        if (!Files.exists(file)) {
            return;
        }
        Checkpoint checkpoint = Checkpoint.read(file);
        RunState found = checkpoint.state();
        if (!found.isOfSameRun(state)) {
            throw new CheckpointException(file
                    + " is of another run (network, options, seed, clips or speakers differ); name another folder");
        }
        state = found;
        kept = checkpoint.kept();
        average.restore(checkpoint.average());
        checkpoint.restoreLast(model.weights());
        Checkpoint.restore(file, adam);
    }

    /** Trains to the end of the plan. */
    public RunState run() throws IOException {
        return run(epoch -> {});
    }

    /**
     * Trains to the end of the plan; nobody else trains into the folder meanwhile. Of a run that has ended nothing is written.
     *
     * @param afterEpoch is told the number of each epoch whose metrics and checkpoint were written
     * @throws CheckpointException when somebody does
     */
    public RunState run(IntConsumer afterEpoch) throws IOException {
        if (hasEnded() && Files.exists(folder.resolve(METRICS))) {
            return state;
        }
        FolderLock lock = FolderLock.take(folder);
        try {
            // Whoever had the folder before may have trained on since this trainer looked.
            resume();
            if (state.epochsDone() > 0) {
                writeMetrics();
            }
            while (!hasEnded()) {
                runEpoch();
                afterEpoch.accept(state.epochsDone());
            }
            return state;
        } finally {
            lock.close();
        }
    }

    private boolean hasEnded() {
        return state.epochsDone() >= plan.recipe().allEpochs();
    }

    /** Trains one more epoch. */
    RunState runEpoch() throws IOException {
        int epoch = state.epochsDone() + 1;
        long started = System.nanoTime();
        torch.manual_seed(plan.seed() * 7_919 + epoch);
        EpochPlan steps = new EpochPlan(plan.material(), plan.preparation(), plan.recipe(), plan.seed(), epoch);
        LearningRate rate = new LearningRate(plan.recipe());
        EpochLosses losses = new EpochLosses();
        int perEpoch = steps.steps();
        try (Ahead<TrainingStep> ahead =
                new Ahead<>(steps::step, perEpoch, plan.preparation().workers(), STEPS_AHEAD)) {
            for (int i = 0; i < perEpoch; i++) {
                TrainingStep step = next(ahead);
                losses.add(learn(
                        step,
                        rate.at(epoch - 1 + (double) i / perEpoch),
                        plan.recipe().lossesIn(epoch)));
                average.follow(model.weights(), (epoch - 1L) * perEpoch + i);
                progress.at(
                        "Training",
                        (epoch - 1L) * perEpoch + i + 1,
                        (long) plan.recipe().allEpochs() * perEpoch,
                        "epoch " + epoch + ", " + losses + bestSoFar());
            }
        }
        finishEpoch(epoch, losses, (System.nanoTime() - started) / 1e9);
        return state;
    }

    private static TrainingStep next(Ahead<TrainingStep> ahead) {
        try {
            return ahead.next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while training; start again to go on", e);
        }
    }

    private String bestSoFar() {
        return state.kept().score() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", development %.3f (epoch %d)",
                        state.kept().score(),
                        state.kept().epoch());
    }

    /** One step of the optimizer; the gradients of its passes add up. */
    private EpochLosses.Step learn(TrainingStep step, double rate, Losses weights) {
        adam.param_groups().get(0).options().set_lr(rate);
        adam.zero_grad();
        PhonemeLoss phonemes = PhonemeLoss.of(step, weights);
        EpochLosses.Step losses = Torch.scoped(() -> {
            MiniBatch batch = step.emotional();
            Heads<Tensor> heads = model.train(batch.frames());
            MultitaskLoss loss = MultitaskLoss.of(heads, batch, phonemes.share(heads, batch), weights);
            refuseInfinite("loss", loss.total().item_float(), batch.names());
            loss.total().backward();
            return EpochLosses.Step.of(loss, heads.emotion(), batch);
        });
        if (step.spoken().isPresent()) {
            losses = losses.withSpoken(learnSpoken(step.spoken().get(), phonemes, weights), weights);
        }
        refuseInfinite(
                "length of the gradients",
                torch.clip_grad_norm_(parameters, plan.recipe().steps().maxGradientNorm()),
                step.names());
        adam.step();
        return losses;
    }

    private double learnSpoken(MiniBatch batch, PhonemeLoss phonemes, Losses weights) {
        if (batch.transcribed() == 0) {
            return 0;
        }
        return Torch.scoped(() -> {
            Tensor loss = phonemes.share(model.train(batch.frames()), batch);
            double value = loss.item_float();
            refuseInfinite("loss", value, batch.names());
            loss.mul(new Scalar(weights.phonemes())).backward();
            return value;
        });
    }

    private static void refuseInfinite(String what, double value, List<String> clips) {
        if (!Double.isFinite(value)) {
            throw new TrainingDiverged("the %s became %s on these clips: %s; lower steps.rate or look at them"
                    .formatted(what, value, clips));
        }
    }

    private void finishEpoch(int epoch, EpochLosses losses, double seconds) throws IOException {
        String line = String.format(Locale.ROOT, "%d,%.0f,%s", epoch, seconds, losses.csv());
        float[] last = model.weights().snapshot();
        RunState.Kept nowKept = state.kept();
        if (plan.recipe().measures(epoch)) {
            average.into(model.weights());
            settle(epoch);
            DevelopmentSet.Answer answer = development.ask();
            nowKept = keep(epoch, answer);
            line += answer.csv();
            model.weights().restore(last);
        } else {
            line += ",".repeat(development.columns().size());
        }
        List<String> history = new ArrayList<>(state.history());
        history.add(line);
        state = state.afterEpoch(epoch, nowKept, history);
        new Checkpoint(state, last, kept, average.values()).write(folder.resolve(CHECKPOINT), adam);
        writeMetrics();
    }

    private RunState.Kept keep(int epoch, DevelopmentSet.Answer answer) {
        boolean takes = plan.recipe().measuring().selection() == Measuring.Selection.LAST
                || state.kept().epoch() == 0
                || !development.canChoose()
                || answer.score() > state.kept().score();
        if (!takes) {
            return state.kept();
        }
        kept = model.weights().snapshot();
        return new RunState.Kept(epoch, answer.score(), answer.temperature());
    }

    /** Lets the normalisations hear clips without distortion; nothing else of the network changes. */
    private void settle(int epoch) {
        EpochPlan steps =
                new EpochPlan(plan.material(), plan.preparation(), plan.recipe().undistorted(), plan.seed(), -epoch);
        int count = Math.min(plan.recipe().steps().settling(), steps.steps());
        for (int i = 0; i < count; i++) {
            MiniBatch batch = steps.step(i).emotional();
            Torch.withoutGradients(() -> model.train(batch.frames()));
        }
    }

    private void writeMetrics() throws IOException {
        List<String> header = new ArrayList<>(List.of("epoch,seconds," + EpochLosses.CSV_HEADER));
        header.addAll(development.columns());
        List<String> lines = new ArrayList<>(state.history());
        lines.add(0, String.join(",", header));
        Files.write(folder.resolve(METRICS), lines);
    }

    @Override
    public void close() {
        adam.close();
        parameters.close();
        model.close();
    }
}
