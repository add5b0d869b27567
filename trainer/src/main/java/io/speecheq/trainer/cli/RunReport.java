package io.speecheq.trainer.cli;

import io.speecheq.trainer.evaluation.Measurements;
import io.speecheq.trainer.evaluation.Prediction;
import io.speecheq.trainer.export.TrainedRun;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.report.CurvesPlot;
import io.speecheq.trainer.report.Facts;
import io.speecheq.trainer.report.MeasuredSections;
import io.speecheq.trainer.report.ReportContents;
import io.speecheq.trainer.report.Section;
import io.speecheq.trainer.training.RunState;
import io.speecheq.trainer.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A run on one page: what was trained on what, how it went, and what came of it.
 *
 * @param folder of the run
 * @param command as it was typed
 */
record RunReport(Path folder, String command) {
    /** Training clips that are asked, spread over all of them: enough for a distribution. */
    private static final int TRAINING_CLIPS = 300;

    void write(List<AnalysedClip> training, Optional<Measurements> tested) throws IOException {
        try (TrainedRun run = TrainedRun.open(folder.resolve(Trainer.CHECKPOINT))) {
            List<Section> sections = new ArrayList<>();
            tested.ifPresent(measured -> sections.addAll(new MeasuredSections(measured).all()));
            sections.add(MeasuredSections.training(CurvesPlot.read(folder.resolve(Trainer.METRICS))));
            Map<String, List<Prediction>> sets = new LinkedHashMap<>();
            sets.put("train", run.scorer().predict(some(emotional(training)), Condition.CLEAN));
            tested.ifPresent(measured -> sets.put("test", measured.predictions(Condition.CLEAN)));
            sections.add(MeasuredSections.intensities(sets));
            new ReportContents("Training run", facts(run.state()), sections).write(folder.resolve("report.html"));
        }
    }

    private static List<AnalysedClip> emotional(List<AnalysedClip> clips) {
        return clips.stream().filter(clip -> clip.clip().emotion().isPresent()).toList();
    }

    private static List<AnalysedClip> some(List<AnalysedClip> clips) {
        List<AnalysedClip> some = new ArrayList<>();
        int step = Math.max(1, clips.size() / TRAINING_CLIPS);
        for (int i = 0; i < clips.size(); i += step) {
            some.add(clips.get(i));
        }
        return some;
    }

    private Facts facts(RunState state) {
        Facts facts = Facts.none()
                .and("command", command)
                .and("network", state.architecture())
                .and("seed", state.seed())
                .and("commit", state.commit());
        for (var corpus : state.corpora()) {
            facts = facts.and(
                    corpus.name(),
                    String.format(
                            Locale.ROOT,
                            "%d clips of %d speakers, %.2f hours",
                            corpus.clips(),
                            corpus.speakers(),
                            corpus.hours()));
        }
        return facts.and("development speakers", new TreeSet<>(state.developmentSpeakers()))
                .and("test speakers", new TreeSet<>(state.testSpeakers()))
                .and("epoch kept", state.kept().epoch() + " of " + state.epochsDone())
                .and("temperature", state.kept().temperature())
                .and("recipe", state.options());
    }
}
