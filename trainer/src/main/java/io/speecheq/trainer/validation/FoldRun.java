package io.speecheq.trainer.validation;

import io.speecheq.trainer.corpus.SpeakerSplit;
import io.speecheq.trainer.evaluation.ClipNames;
import io.speecheq.trainer.evaluation.Predictions;
import io.speecheq.trainer.evaluation.ScoredClip;
import io.speecheq.trainer.export.TrainedRun;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.progress.Progress;
import io.speecheq.trainer.training.Trainer;
import io.speecheq.trainer.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The training and the test of one fold in a folder of its own. Run again it goes on where it was stopped, and a finished one
 * only gives its answers; the network is asked anew when the test clips or their labels are others by now.
 *
 * @param test clips that the network is asked about at the end, and that chose nothing
 */
record FoldRun(Path folder, TrainingPlan plan, List<AnalysedClip> test) {
    static final String PREDICTIONS = "predictions.csv";

    /** The speakers that a fold keeps from training; none can be named where clips were divided. */
    static SpeakerSplit speakers(Fold fold) {
        return fold instanceof Fold.OfSpeakers own
                ? new SpeakerSplit(
                        own.parts().development().speakers(), own.parts().test().speakers())
                : SpeakerSplit.of(List.of(), List.of());
    }

    /**
     * The answers to the test clips in every condition.
     *
     * @param names how the file of answers names clips
     */
    Predictions run(ClipNames names, Progress progress) throws IOException {
        try (Trainer trainer = new Trainer(plan, folder, progress)) {
            trainer.run();
        }
        Path file = folder.resolve(PREDICTIONS);
        if (Files.exists(file)) {
            Predictions before = Predictions.read(file);
            if (before.areOf(test.stream().map(AnalysedClip::clip).toList(), names)) {
                return before;
            }
        }
        Path draft = folder.resolve(PREDICTIONS + ".draft");
        ask(progress).write(draft, names);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        return Predictions.read(file);
    }

    private Predictions ask(Progress progress) throws IOException {
        List<ScoredClip> answers = new ArrayList<>();
        try (TrainedRun run = TrainedRun.open(folder.resolve(Trainer.CHECKPOINT))) {
            for (Condition condition : Condition.values()) {
                answers.addAll(run.scorer().ask(test, condition, progress));
            }
        }
        return new Predictions(answers);
    }
}
