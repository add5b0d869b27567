package io.speecheq.trainer.cli;

import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.Reading;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.evaluation.Scoreboard;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.network.Networks;
import io.speecheq.trainer.report.Block;
import io.speecheq.trainer.report.CurvesPlot;
import io.speecheq.trainer.report.Facts;
import io.speecheq.trainer.report.MeasuredSections;
import io.speecheq.trainer.report.Paragraph;
import io.speecheq.trainer.report.ReportContents;
import io.speecheq.trainer.report.Section;
import io.speecheq.trainer.report.Table;
import io.speecheq.trainer.training.Recipe;
import io.speecheq.trainer.training.Trainer;
import io.speecheq.trainer.validation.Ablation;
import io.speecheq.trainer.validation.Ablation.Variant;
import io.speecheq.trainer.validation.CrossResults;
import io.speecheq.trainer.validation.Protocol;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains with and without parts of the method, and prints what each is worth. */
@Command(
        name = "ablate",
        description = {
            "Cross-validates the network and the baseline, each with all corpora together or the tested one alone (MsUD), and with or "
                    + "without the auxiliary tasks, phonemes and gender (MTL); on the same folds.",
            "The folder gets the runs, results.json and report.html. The same command on the same folder goes on where it was stopped."
        })
final class AblateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DataFolders folders = new DataFolders();

    @Mixin
    private RecipeOptions options = new RecipeOptions();

    @Mixin
    private ValidationOptions validation = new ValidationOptions();

    @Mixin
    private Native library = new Native();

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "ROW",
            description = "these alone, as in speecheq-unified-multitask,baseline-alone-single")
    private List<String> rows = List.of();

    @Override
    public Integer call() throws Exception {
        Invocation invocation = Invocation.of(spec);
        PrintWriter console = invocation.out();
        Recipe recipe = invocation.option(options::recipe);
        invocation.option(validation::protocol);
        invocation.requireNetwork(options.network());
        List<Variant> variants = invocation.option(this::variants);
        invocation.requireData(folders);
        List<Reading> readings = folders.read(console);
        UnifiedDataset dataset = UnifiedDataset.of(readings);
        Set<String> tested = validation.tested().isEmpty()
                ? new TreeSet<>(
                        dataset.where(clip -> clip.emotion().isPresent()).corpora())
                : new TreeSet<>(validation.tested());
        refuseFoldsThatDiffer(tested);
        library.start();
        Ablation ablation = new Ablation(validation.prepare(options, dataset, readings, console), recipe);
        Map<Variant, Map<String, CrossResults>> all = new LinkedHashMap<>();
        List<Section> details = new ArrayList<>();
        for (Variant variant : variants) {
            Map<String, CrossResults> results = ablation.run(
                    variant, dataset, tested, validation.out(), Invocation.clipNames(readings), Native.progress());
            all.put(variant, results);
            details.add(details(variant, results));
        }
        tell(new AblationTables(tested, all), details, recipe, invocation);
        return 0;
    }

    /** Leaving one speaker of several corpora out, a fold's number means another speaker in each row. */
    private void refuseFoldsThatDiffer(Set<String> tested) throws CorpusException {
        if (tested.size() > 1 && validation.protocol().equals(Protocol.named("loso", 1))) {
            throw new CorpusException(
                    "leaving one speaker out, rows compare on one corpus at a time: name one of %s with --test-corpora"
                            .formatted(tested));
        }
    }

    private List<Variant> variants() {
        List<Variant> all = Variant.all(List.of(options.network(), Networks.BASELINE));
        List<String> names = all.stream().map(Variant::folder).toList();
        if (!names.containsAll(rows)) {
            throw new IllegalArgumentException("there are no such rows as " + rows + ", only " + names);
        }
        return all.stream()
                .filter(variant -> rows.isEmpty() || rows.contains(variant.folder()))
                .toList();
    }

    /** What is behind a row: confusions, calibration and speakers of each corpus, and how its networks learnt. */
    private Section details(Variant variant, Map<String, CrossResults> results) throws IOException {
        List<Block> blocks = new ArrayList<>();
        results.forEach((corpus, result) -> {
            Map<Condition, Scoreboard> boards =
                    result.pooled().measurements().boards().getOrDefault(corpus, Map.of());
            if (!boards.isEmpty()) {
                blocks.addAll(MeasuredSections.corpus(corpus, boards).blocks());
            }
        });
        CurvesPlot.meanOf(Trainer.METRICS, validation.out().resolve(variant.folder()))
                .ifPresent(curves ->
                        blocks.addAll(MeasuredSections.training(curves).blocks()));
        return new Section(variant.folder(), blocks);
    }

    private void tell(AblationTables tables, List<Section> details, Recipe recipe, Invocation invocation)
            throws IOException {
        PrintWriter console = invocation.out();
        console.println();
        console.println(validation.inWords());
        print(tables.measures(), console);
        Table differences = tables.differences();
        if (!differences.rows().isEmpty()) {
            console.println(differences.caption());
            print(differences, console);
        }
        Facts facts = Facts.none()
                .and("command", invocation.words())
                .and("protocol", validation.inWords())
                .and("recipe", recipe.options())
                .and("commit", System.getProperty("speecheq.build", "unknown"));
        Paragraph words = new Paragraph(
                "MsUD: all corpora under one label scheme are trained on together, instead of the tested one "
                        + "alone. MTL: phonemes and gender are learnt beside emotion and intensity. Folds and seeds are the same in every row.");
        List<Section> sections =
                new ArrayList<>(List.of(new Section("Results", List.of(tables.measures(), differences, words))));
        sections.addAll(details);
        new ReportContents("What each part of the method is worth", facts, sections)
                .write(validation.out().resolve("report.html"));
        tables.write(validation.out().resolve("results.json"), invocation.words(), validation.inWords());
        console.println("wrote results.json and report.html to " + validation.out());
    }

    private static void print(Table table, PrintWriter console) {
        console.println("| " + String.join(" | ", table.columns()) + " |");
        console.println("|" + "---|".repeat(table.columns().size()));
        table.rows().forEach(row -> console.println("| " + String.join(" | ", row) + " |"));
        console.println();
    }
}
