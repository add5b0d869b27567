package io.speecheq.trainer.cli;

import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.Reading;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.evaluation.ClipNames;
import io.speecheq.trainer.evaluation.Measurements;
import io.speecheq.trainer.evaluation.Predictions;
import io.speecheq.trainer.evaluation.ScoredClip;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.features.FeatureStore;
import io.speecheq.trainer.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
            "A checkpoint is measured on those of its test speakers who are in the data, unless --speakers says otherwise; where none is, "
                    + "and with an ONNX file, all clips given are."
        })
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DataFolders data = new DataFolders();

    @Mixin
    private Native library = new Native();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            required = true,
            description = "an ONNX file, or a run's checkpoint")
    private Path model = Path.of("");

    @Option(names = "--speakers", split = ",", paramLabel = "SPEAKER", description = "these alone, as in RAVDESS/17")
    private List<String> speakers = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "write every measure as JSON")
    private @Nullable Path json;

    @Option(names = "--predictions", paramLabel = "FILE", description = "write the answer to every clip as CSV")
    private @Nullable Path predictions;

    @Option(names = "--report", paramLabel = "FILE", description = "write tables and pictures as one HTML page")
    private @Nullable Path report;

    @Override
    public Integer call() throws Exception {
        Invocation invocation = Invocation.of(spec);
        PrintWriter console = invocation.out();
        invocation.requireData(data);
        library.start();
        try (MeasuredNetwork network = MeasuredNetwork.open(model)) {
            List<Reading> readings = data.read(console);
            UnifiedDataset dataset = UnifiedDataset.of(readings);
            console.println("network: " + network.name());
            UnifiedDataset chosen = speakers.isEmpty()
                    ? unlessSaid(network.unlessSaid(), dataset, console)
                    : dataset.of(Set.copyOf(speakers));
            network.heldOut().warning(chosen.speakers()).ifPresent(console::println);
            console.flush();
            measure(network, chosen, Invocation.clipNames(readings), invocation);
        }
        return 0;
    }

    private static UnifiedDataset unlessSaid(Set<String> wanted, UnifiedDataset dataset, PrintWriter console) {
        Set<String> absent = new TreeSet<>(wanted);
        absent.removeAll(dataset.speakers());
        if (!absent.isEmpty()) {
            console.println("test speakers of its training who are not in these data: " + String.join(", ", absent));
        }
        return absent.size() == wanted.size() ? dataset : dataset.where(clip -> wanted.contains(clip.speaker()));
    }

    private void measure(MeasuredNetwork network, UnifiedDataset chosen, ClipNames names, Invocation invocation)
            throws IOException, CorpusException {
        PrintWriter console = invocation.out();
        Predictions answers = ask(network, chosen, console);
        if (predictions != null) {
            answers.write(made(predictions, console), names);
        }
        Measurements measured = answers.measurements();
        if (measured.boards().isEmpty()) {
            console.println("no clip has an emotion label, so there is nothing to measure");
            return;
        }
        new ResultTables(console).print(measured);
        EvaluationProtocol protocol = new EvaluationProtocol(network, chosen, answers, measured);
        if (json != null) {
            protocol.json().write(made(json, console));
        }
        if (report != null) {
            protocol.report(invocation.words()).write(made(report, console));
        }
    }

    private static Predictions ask(MeasuredNetwork network, UnifiedDataset chosen, PrintWriter console)
            throws CorpusException {
        Progress progress = Native.progress();
        FeatureStore features = DataFolders.features(chosen, console);
        List<ScoredClip> scored = new ArrayList<>();
        for (Condition condition : Condition.values()) {
            scored.addAll(network.scorer().ask(features.clips(), condition, progress));
        }
        return new Predictions(scored);
    }

    /** A file to write, whose folder there is. */
    private static Path made(Path file, PrintWriter console) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        console.println("writing " + file);
        console.flush();
        return file;
    }
}
