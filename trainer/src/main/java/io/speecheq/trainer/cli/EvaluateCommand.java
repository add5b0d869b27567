package io.speecheq.trainer.cli;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.evaluation.Measurements;
import io.speecheq.trainer.evaluation.OnnxScorer;
import io.speecheq.trainer.export.TrainedRun;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.features.FeatureStore;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a network on labelled clips. */
@Command(
        name = "evaluate",
        description = {
            "Measures a network on labelled clips, as recorded and after a telephone round trip.",
            "A checkpoint is measured on its test speakers unless --speakers says otherwise; an ONNX file on all clips given."
        })
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DataFolders data = new DataFolders();

    @Mixin
    private Native library = new Native();

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "an ONNX file or a checkpoint")
    private Path model = Path.of("");

    @Option(names = "--speakers", split = ",", paramLabel = "SPEAKER", description = "these alone, as in RAVDESS/17")
    private List<String> speakers = List.of();

    @Override
    public Integer call() throws Exception {
        Invocation invocation = Invocation.of(spec);
        PrintWriter console = invocation.out();
        invocation.requireData(data);
        if (!Files.isRegularFile(model)) {
            throw new CorpusException(model + ": there is no such file; name an ONNX file or a checkpoint");
        }
        UnifiedDataset dataset = UnifiedDataset.of(data.read(console));
        library.start();
        if (model.getFileName().toString().endsWith(".onnx")) {
            try (OnnxScorer scorer = new OnnxScorer(Files.readAllBytes(model))) {
                console.println(
                        scorer.card().release()
                                + ": results flatter it where it was trained on the speakers; its card says which it was tested on");
                new ResultTables(console).print(Measurements.of(scorer, features(dataset, Set.copyOf(speakers))));
            }
        } else {
            try (TrainedRun run = TrainedRun.open(model)) {
                Set<String> wanted = speakers.isEmpty() ? run.state().testSpeakers() : Set.copyOf(speakers);
                new ResultTables(console).print(Measurements.of(run.scorer(), features(dataset, wanted)));
            }
        }
        return 0;
    }

    private static List<AnalysedClip> features(UnifiedDataset dataset, Set<String> speakers) throws CorpusException {
        UnifiedDataset chosen = speakers.isEmpty() ? dataset : dataset.where(clip -> speakers.contains(clip.speaker()));
        if (chosen.clips().isEmpty()) {
            throw new CorpusException(
                    "there is no clip of these speakers: %s; there are %s".formatted(speakers, dataset.speakers()));
        }
        return FeatureStore.load(chosen, FeatureSpec.standard(), Native.progress())
                .clips();
    }
}
