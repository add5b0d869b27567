package io.speecheq.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.trainer.augmentation.Sounds;
import io.speecheq.trainer.corpus.SpeakerSplit;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.features.Tones;
import io.speecheq.trainer.network.Networks;
import io.speecheq.trainer.network.SpeechEqNetwork;
import io.speecheq.trainer.network.Torch;
import io.speecheq.trainer.network.TorchModel;
import io.speecheq.trainer.phonemes.PhonemeInventory;
import io.speecheq.trainer.phonemes.Transcripts;
import io.speecheq.trainer.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private static final Recipe SMALL = Recipe.standard()
            .with(Map.of(
                    "epochs", "3",
                    "steps.batch", "6",
                    "sampling.minFrames", "20",
                    "sampling.maxFrames", "28"));

    private static final Recipe ONE_EPOCH = SMALL.with(Map.of("epochs", "1"));

    @TempDir
    Path folder;

    @BeforeAll
    static void startLibtorch() {
        Torch.start(1);
    }

    @Test
    void aRunThatWasStoppedEndsAsIfItHadNotBeen() throws IOException {
        TrainingPlan plan = TrainingClips.plan(SMALL);
        RunState whole = train(plan, folder.resolve("whole"));

        try (Trainer first = new Trainer(plan, folder.resolve("stopped"), Progress.silent())) {
            first.runEpoch();
        }
        RunState resumed = train(plan, folder.resolve("stopped"));

        assertThat(losses(resumed)).isEqualTo(losses(whole));
        assertThat(lastWeights(folder.resolve("stopped"))).isEqualTo(lastWeights(folder.resolve("whole")));
    }

    @Test
    void theAverageOfTheWeightsIsKeptAndGoesOnAfterAStop() throws IOException {
        Recipe averaging = SMALL.with(Map.of("steps.averaging", "0.5", "steps.settling", "0"));
        TrainingPlan plan = TrainingClips.plan(averaging);
        train(plan, folder.resolve("whole"));

        try (Trainer first = new Trainer(plan, folder.resolve("stopped"), Progress.silent())) {
            first.runEpoch();
        }
        train(plan, folder.resolve("stopped"));

        Checkpoint whole = Checkpoint.read(folder.resolve("whole").resolve(Trainer.CHECKPOINT));
        Checkpoint stopped = Checkpoint.read(folder.resolve("stopped").resolve(Trainer.CHECKPOINT));
        assertThat(stopped.average()).isEqualTo(whole.average());
        assertThat(stopped.kept()).isEqualTo(whole.kept()).isNotEqualTo(lastWeights(folder.resolve("whole")));
    }

    @Test
    void theLastEpochIsKeptWhenTheRecipeSaysSo() throws IOException {
        RunState state = train(
                TrainingClips.plan(SMALL.with(Map.of("measuring.every", "0", "measuring.selection", "LAST"))), folder);

        assertThat(state.kept().epoch()).isEqualTo(3);
        List<String> lines = Files.readAllLines(folder.resolve(Trainer.METRICS));
        assertThat(lines.get(1)).as("not measured").endsWith(",,");
        assertThat(lines.get(3)).doesNotEndWith(",");
    }

    @Test
    void phonemesAreLearntFromSpokenClips() throws IOException {
        List<AnalysedClip> training = new ArrayList<>(TrainingClips.of("made", 2, 4));
        training.addAll(TrainingClips.spoken(4));
        TrainingMaterial data = TrainingClips.speaking(training, TrainingClips.of("held", 1, 2));
        Recipe recipe = SMALL.with(Map.of("epochs", "8", "steps.rate", "3e-3", "sampling.spokenBatch", "4"));

        RunState state = train(TrainingClips.plan(recipe, data), folder);

        List<String> lines = Files.readAllLines(folder.resolve(Trainer.METRICS));
        int column = List.of(lines.get(0).split(",")).indexOf("loss_phonemes");
        assertThat(lines.get(0)).endsWith("dev_phoneme_error_rate");
        assertThat(Double.parseDouble(lines.get(8).split(",", -1)[column]))
                .isPositive()
                .isLessThan(Double.parseDouble(lines.get(1).split(",", -1)[column]) / 2);
        assertThat(state.architecture()).endsWith("-p85");
    }

    @Test
    void metricsTellOfEveryEpoch() throws IOException {
        train(TrainingClips.plan(SMALL), folder);

        List<String> lines = Files.readAllLines(folder.resolve(Trainer.METRICS));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("epoch,seconds,loss").endsWith("dev_uar_made_telephone");
        assertThat(lines.get(3)).startsWith("3,");
        assertThat(lines.get(3).split(",")).hasSameSizeAs(lines.get(0).split(","));
    }

    @Test
    void aCheckpointOfAnotherRunIsRefused() throws IOException {
        train(TrainingClips.plan(SMALL.with(Map.of("epochs", "1"))), folder);

        assertThatThrownBy(() -> train(TrainingClips.plan(SMALL), folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("checkpoint.pt is of another run");
    }

    @Test
    void aRunMayBeginWithTheWeightsOfAnother() throws IOException {
        train(TrainingClips.plan(SMALL.with(Map.of("epochs", "1"))), folder.resolve("first"));
        Origin origin = origin(folder.resolve("first"));
        TrainingPlan slow = TrainingClips.plan(SMALL.with(Map.of("epochs", "1", "steps.rate", "1e-12")));

        RunState state;
        try (Trainer second = new Trainer(slow, Optional.of(origin), folder.resolve("second"), Progress.silent())) {
            state = second.run();
        }

        assertThat(lastWeights(folder.resolve("second"))[0])
                .isCloseTo(lastWeights(folder.resolve("first"))[0], within(1e-6f));
        assertThat(state.earlier())
                .singleElement()
                .satisfies(stage ->
                        assertThat(stage).startsWith("1 epochs, seed 11, {").contains("dropout=0.2, epochs=1"));
    }

    @Test
    void weightsThatHaveHeardTheTestSpeakersAreRefused() throws IOException {
        TrainingPlan plan = TrainingClips.plan(SMALL.with(Map.of("epochs", "1")));
        train(plan, folder.resolve("first"));
        Origin origin = origin(folder.resolve("first"));
        TrainingPlan other = TrainingClips.plan(
                plan.recipe(),
                TrainingClips.data(
                        SpeakerSplit.of(List.of(), List.of("made/1")),
                        plan.material().training(),
                        List.of()));

        assertThatThrownBy(() -> new Trainer(other, Optional.of(origin), folder.resolve("second"), Progress.silent()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("was trained on speakers that are now development or test")
                .hasMessageContaining("made/1");
    }

    @Test
    void speakersOfACorpusThatTheWeightsNeverHeardMayTestThem() throws IOException {
        train(TrainingClips.plan(SMALL.with(Map.of("epochs", "1"))), folder.resolve("first"));
        List<AnalysedClip> clips = TrainingClips.of("other", 3, 4);
        TrainingMaterial own = new TrainingMaterial(
                SpeakerSplit.of(List.of("other/1"), List.of("other/2")),
                FeatureSpec.standard(),
                clips,
                List.of(),
                List.of(new CorpusShare("other", "own", 12, 3, 0.1)),
                Speech.none());
        TrainingPlan plan = TrainingClips.plan(SMALL.with(Map.of("epochs", "1")), own);

        try (Trainer second = new Trainer(
                plan, Optional.of(origin(folder.resolve("first"))), folder.resolve("second"), Progress.silent())) {
            assertThat(second.run().corpora())
                    .as("the licences of both bind the weights")
                    .extracting(CorpusShare::name)
                    .containsExactly("made", "other");
        }
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() throws IOException {
        TrainingPlan plan = TrainingClips.plan(SMALL.with(Map.of("epochs", "1")));
        train(plan, folder.resolve("first"));
        TrainingPlan other = new TrainingPlan(
                plan.recipe(), Networks.named("baseline", 0, 0), 11, "unknown", Preparation.plain(), plan.material());

        Origin origin = origin(folder.resolve("first"));
        assertThatThrownBy(() -> new Trainer(other, Optional.of(origin), folder.resolve("second"), Progress.silent()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("checkpoint.pt is of another network: its conv1.weight has 0 values");
    }

    @Test
    void withNobodyToChooseByTheLastEpochIsKept() throws IOException {
        Recipe best = SMALL.with(Map.of("measuring.selection", "BEST", "measuring.every", "1"));
        TrainingPlan plan = TrainingClips.plan(best, TrainingClips.data(TrainingClips.of("made", 3, 4)));

        assertThat(train(plan, folder).kept().epoch()).isEqualTo(3);
    }

    @Test
    void aDamagedCheckpointIsRefused() throws IOException {
        Files.writeString(folder.resolve(Trainer.CHECKPOINT), "not a checkpoint");

        assertThatThrownBy(() -> train(TrainingClips.plan(SMALL), folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("is not a checkpoint of this program");
    }

    @Test
    void aLossThatIsNotANumberStopsTheRunAndNamesTheClips() throws IOException {
        AnalysedClip sound = TrainingClips.of("made", 1, 1).get(0);
        float[] broken = new float[30 * 80];
        Arrays.fill(broken, Float.NaN);
        FrameMatrix matrix = FrameMatrix.copyOf(broken, 30, 80);
        AnalysedClip clip = new AnalysedClip(sound.clip(), matrix, matrix);
        TrainingPlan plan = TrainingClips.plan(SMALL, TrainingClips.data(List.of(clip, clip)));

        assertThatThrownBy(() -> train(plan, folder))
                .isInstanceOf(TrainingDiverged.class)
                .hasMessageContaining("made-0-0.wav");
    }

    @Test
    void gradientsThatAreNotFiniteStopTheRunBeforeTheyReachTheWeights() throws IOException {
        Recipe steep = ONE_EPOCH.with(Map.of("losses.intensity", "1e38"));
        TrainingPlan plan = TrainingClips.plan(steep, TrainingClips.data(TrainingClips.of("made", 1, 6)));

        assertThatThrownBy(() -> train(plan, folder))
                .isInstanceOf(TrainingDiverged.class)
                .hasMessageContaining("length of the gradients")
                .hasMessageContaining("made-0-1.wav");
        assertThat(folder.resolve(Trainer.CHECKPOINT)).doesNotExist();
    }

    @Test
    void spokenClipsTooShortForTheirWordsChangeNothing() throws IOException {
        List<AnalysedClip> training = new ArrayList<>(TrainingClips.of("made", 2, 4));
        training.addAll(TrainingClips.spoken(4));
        TrainingMaterial said = TrainingClips.speaking(training, List.of());
        Transcripts longWords = new Transcripts(
                PhonemeInventory.ENGLISH,
                TrainingClips.spoken(4).stream()
                        .collect(Collectors.toMap(clip -> clip.clip().path(), clip -> Collections.nCopies(500, 4))),
                new Transcripts.LeftOut(0, 0, 0),
                Map.of());
        TrainingMaterial data = new TrainingMaterial(
                said.split(), said.spec(), training, List.of(), List.of(), new Speech(Optional.of(longWords)));

        RunState state = train(TrainingClips.plan(ONE_EPOCH, data), folder);

        assertThat(state.epochsDone()).isEqualTo(1);
    }

    @Test
    void aSingleClipIsHeardTwiceAndLeavesTheNetworkWithNumbers() throws IOException {
        TrainingMaterial data = TrainingClips.data(
                SpeakerSplit.of(List.of("held/0"), List.of()),
                TrainingClips.of("made", 1, 1),
                TrainingClips.of("held", 1, 2));

        train(TrainingClips.plan(ONE_EPOCH, data), folder);

        for (float weight : lastWeights(folder)) {
            assertThat(weight).isFinite();
        }
    }

    @Test
    void twoTrainersDoNotShareAFolder() throws IOException {
        TrainingPlan plan = TrainingClips.plan(ONE_EPOCH);
        FolderLock other = FolderLock.take(folder);
        assertThatThrownBy(() -> train(plan, folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("is trained into by another process");

        other.close();

        assertThat(train(plan, folder).epochsDone()).as("once it is free").isEqualTo(1);
    }

    @Test
    void whoWaitedForAFolderWritesNothingMeanwhileAndGoesOnFromWhereTheOtherEnded() throws IOException {
        TrainingPlan plan = TrainingClips.plan(SMALL);
        Path metrics = folder.resolve(Trainer.METRICS);
        try (Trainer first = new Trainer(plan, folder, Progress.silent())) {
            first.runEpoch();
            try (Trainer second = new Trainer(plan, folder, Progress.silent())) {
                FolderLock ofFirst = FolderLock.take(folder);
                first.runEpoch();
                List<String> written = Files.readAllLines(metrics);
                assertThatThrownBy(second::run).isInstanceOf(CheckpointException.class);
                assertThat(Files.readAllLines(metrics)).isEqualTo(written).hasSize(3);
                ofFirst.close();

                List<Integer> trained = new ArrayList<>();
                second.run(trained::add);
                assertThat(trained).containsExactly(3);
            }
        }
    }

    @Test
    void aRunGoesOnWithTheSameNoiseOnly() throws Exception {
        Tones.write(folder.resolve("a/noise.wav"), 16000, 1, 0.2, 300);
        Tones.write(folder.resolve("b/noise.wav"), 16000, 1, 0.2, 400);
        TrainingPlan quiet = TrainingClips.plan(ONE_EPOCH);
        Path run = folder.resolve("run");
        train(with(Sounds.noises(folder.resolve("a")), quiet), run);

        assertThat(train(with(Sounds.noises(folder.resolve("a")), quiet), run).options())
                .hasEntrySatisfying("noises", told -> assertThat(told).startsWith("1 recordings, SHA-256 "));
        for (Sounds other : List.of(Sounds.noises(folder.resolve("b")), Sounds.none())) {
            assertThatThrownBy(() -> train(with(other, quiet), run))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("is of another run");
        }
    }

    private static TrainingPlan with(Sounds noises, TrainingPlan plan) {
        return new TrainingPlan(
                plan.recipe(),
                plan.network(),
                plan.seed(),
                plan.commit(),
                new Preparation(1, noises, Sounds.none()),
                plan.material());
    }

    @Test
    void metricsThatAreGoneAreWrittenAgain() throws IOException {
        train(TrainingClips.plan(ONE_EPOCH), folder);
        List<String> before = Files.readAllLines(folder.resolve(Trainer.METRICS));
        Files.delete(folder.resolve(Trainer.METRICS));

        train(TrainingClips.plan(ONE_EPOCH), folder);

        assertThat(Files.readAllLines(folder.resolve(Trainer.METRICS))).isEqualTo(before);
    }

    private static RunState train(TrainingPlan plan, Path folder) throws IOException {
        try (Trainer trainer = new Trainer(plan, folder, Progress.silent())) {
            return trainer.run();
        }
    }

    /** The history without the seconds, which differ. */
    private static List<String> losses(RunState state) {
        return state.history().stream()
                .map(line -> line.replaceFirst("^(\\d+),\\d+,", "$1,"))
                .toList();
    }

    private static float[] lastWeights(Path folder) throws IOException {
        try (TorchModel model = new TorchModel(new SpeechEqNetwork(0, 0), 0)) {
            Checkpoint.read(folder.resolve(Trainer.CHECKPOINT)).restoreLast(model.weights());
            return model.weights().snapshot();
        }
    }

    private static Origin origin(Path run) throws IOException {
        Path file = run.resolve(Trainer.CHECKPOINT);
        return Checkpoint.read(file).origin(file);
    }
}
