package io.speecheq.trainer.cli;

import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.corpus.Reading;
import io.speecheq.trainer.corpus.SpeakerSplit;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.evaluation.Measurements;
import io.speecheq.trainer.export.ExportException;
import io.speecheq.trainer.export.OnnxOrigin;
import io.speecheq.trainer.export.Precision;
import io.speecheq.trainer.export.RunExport;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.features.FeatureStore;
import io.speecheq.trainer.progress.Progress;
import io.speecheq.trainer.report.CurvesPlot;
import io.speecheq.trainer.training.Checkpoint;
import io.speecheq.trainer.training.Origin;
import io.speecheq.trainer.training.Recipe;
import io.speecheq.trainer.training.Speech;
import io.speecheq.trainer.training.Trainer;
import io.speecheq.trainer.training.TrainingMaterial;
import io.speecheq.trainer.training.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a network, measures it on speakers that it never heard, and writes it as an ONNX file. */
@Command(
        name = "train",
        description = {
            "Trains a network on recorded corpora.",
            "Development speakers choose the epoch, test speakers measure the result; neither is trained on.",
            "In the run's folder: checkpoint.pt, metrics.csv and curves.png after every epoch, network.onnx, its card and report.html "
                    + "at the end. "
                    + "The same command on the same folder goes on where it was stopped."
        })
final class TrainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DataFolders folders = new DataFolders();

    @Mixin
    private RecipeOptions options = new RecipeOptions();

    @Mixin
    private Native library = new Native();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the run's folder")
    private Path out = Path.of("");

    @Option(names = "--seed", paramLabel = "N", description = "of everything random (default 1)")
    private long seed = 1;

    @Option(
            names = "--dev",
            split = ",",
            paramLabel = "SPEAKER",
            description = "development speakers, as in RAVDESS/15,EmoDB/11")
    private List<String> development = List.of();

    @Option(names = "--test", split = ",", paramLabel = "SPEAKER", description = "test speakers")
    private List<String> test = List.of();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "begin with the weights of another run's checkpoint, or of a network's ONNX file; "
                    + "speakers that it has heard can be neither development nor test")
    private @Nullable Path from;

    @Option(names = "--name", paramLabel = "NAME", description = "of the network (default speecheq)")
    private String name = "speecheq";

    @Option(names = "--model-version", paramLabel = "VERSION", description = "of the network (default 0.1.0)")
    private String version = "0.1.0";

    @Override
    public Integer call() throws Exception {
        Invocation invocation = Invocation.of(spec);
        PrintWriter console = invocation.out();
        Recipe recipe = invocation.option(options::recipe);
        invocation.requireNetwork(options.network());
        SpeakerSplit split = invocation.option(() -> SpeakerSplit.of(development, test));
        invocation.requireData(folders);
        List<Reading> readings = folders.read(console);
        UnifiedDataset dataset = UnifiedDataset.of(readings);
        UnifiedDataset.Parts parts = dataset.split(split);
        warnOfMarked(parts.training(), console);
        library.start();
        Optional<Origin> origin = origin();
        Progress progress = Native.progress();
        FeatureStore features = DataFolders.features(dataset, console);
        Speech speech = options.speech(dataset, console);
        TrainingMaterial material =
                TrainingMaterial.of(split, features, parts.training(), parts.development(), readings, speech);
        String commit = System.getProperty("speecheq.build", "unknown");
        train(
                new TrainingPlan(
                        recipe, options.network(recipe, speech), seed, commit, options.preparation(console), material),
                origin,
                console,
                progress);
        finish(features.of(parts.test()), material.training(), invocation);
        return 0;
    }

    private static void warnOfMarked(UnifiedDataset training, PrintWriter console) {
        Map<String, Long> marked = training.clips().stream()
                .filter(clip -> clip.part()
                        .filter(part -> part != LabelledClip.Part.TRAINING)
                        .isPresent())
                .collect(Collectors.groupingBy(LabelledClip::corpus, TreeMap::new, Collectors.counting()));
        marked.forEach((corpus, clips) -> console.println(
                "%s: %d clips that it marks as development or test are trained on; name their speakers in --dev and --test to keep them apart, or see crossvalidate --protocol fixed"
                        .formatted(corpus, clips)));
        console.flush();
    }

    private Optional<Origin> origin() throws IOException {
        if (from == null) {
            return Optional.empty();
        }
        return Optional.of(
                from.toString().endsWith(".onnx")
                        ? OnnxOrigin.read(from)
                        : Checkpoint.read(from).origin(from));
    }

    private void train(TrainingPlan plan, Optional<Origin> origin, PrintWriter console, Progress progress)
            throws IOException {
        try (Trainer trainer = new Trainer(plan, origin, out, progress)) {
            trainer.run(epoch ->
                    CurvesPlot.write(out.resolve(Trainer.METRICS), out.resolve("curves.png"), console::println));
        }
    }

    private void finish(List<AnalysedClip> tested, List<AnalysedClip> trained, Invocation invocation)
            throws IOException, ExportException {
        PrintWriter console = invocation.out();
        Optional<Measurements> measured = new RunExport(name, version, Precision.FP32)
                .write(out.resolve(Trainer.CHECKPOINT), tested, out.resolve("network.onnx"));
        measured.ifPresent(all -> new ResultTables(console).print(all));
        new RunReport(out, invocation.words()).write(trained, measured);
        console.println("wrote network.onnx, its card and report.html to " + out);
    }
}
