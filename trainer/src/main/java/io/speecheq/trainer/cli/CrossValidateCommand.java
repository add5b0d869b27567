package io.speecheq.trainer.cli;

import io.speecheq.trainer.corpus.Reading;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.evaluation.ClipNames;
import io.speecheq.trainer.evaluation.Measurements;
import io.speecheq.trainer.evaluation.Prediction;
import io.speecheq.trainer.evaluation.Predictions;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.report.CurvesPlot;
import io.speecheq.trainer.report.Facts;
import io.speecheq.trainer.report.MeasuredSections;
import io.speecheq.trainer.report.ReportContents;
import io.speecheq.trainer.report.Section;
import io.speecheq.trainer.training.Recipe;
import io.speecheq.trainer.training.Trainer;
import io.speecheq.trainer.validation.CrossResults;
import io.speecheq.trainer.validation.CrossValidation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Trains a network for each fold of the data, and measures all of them together. */
@Command(
        name = "crossvalidate",
        description = {
            "Trains a network for each fold of the data and each seed, and measures each on the clips that it never heard.",
            "The folder gets the runs (seed-1/fold-1, …), predictions.csv, results.json and report.html. "
                    + "The same command on the same folder goes on where it was stopped."
        })
final class CrossValidateCommand implements Callable<Integer> {
    /** Folds' files of answers name clips from their tables, which must not be read from the working folder. */
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

    @Override
    public Integer call() throws Exception {
        Invocation invocation = Invocation.of(spec);
        PrintWriter console = invocation.out();
        Recipe recipe = invocation.option(options::recipe);
        invocation.option(validation::protocol);
        invocation.requireNetwork(options.network());
        invocation.requireData(folders);
        List<Reading> readings = folders.read(console);
        UnifiedDataset dataset = UnifiedDataset.of(readings);
        library.start();
        CrossValidation crossValidation = validation.prepare(options, dataset, readings, console);
        CrossResults results = crossValidation.run(
                new CrossValidation.Design(recipe, options.network()),
                dataset,
                validation.tested(),
                validation.out(),
                Invocation.clipNames(readings),
                Native.progress());
        tell(results, recipe, invocation);
        return 0;
    }

    private void tell(CrossResults results, Recipe recipe, Invocation invocation) throws IOException {
        PrintWriter console = invocation.out();
        Path out = validation.out();
        Predictions pooled = results.pooled();
        CrossTables tables = new CrossTables(results);
        console.println();
        console.println(validation.inWords());
        tables.print(console);
        pooled.write(out.resolve("predictions.csv"), ClipNames.asTheyAre());
        tables.write(out.resolve("results.json"), invocation.words(), validation.inWords());
        Facts facts = Facts.none()
                .and("command", invocation.words())
                .and("protocol", validation.inWords())
                .and("network", options.network())
                .and("recipe", recipe.options())
                .and("commit", System.getProperty("speecheq.build", "unknown"))
                .and("clips tested", pooled.clips().size() + ", counting each condition and seed");
        new ReportContents("Cross-validation", facts, sections(tables, pooled.measurements(), out))
                .write(out.resolve("report.html"));
        console.println("wrote predictions.csv, results.json and report.html to " + out);
    }

    private static List<Section> sections(CrossTables tables, Measurements measured, Path runs) throws IOException {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Over seeds and folds", List.of(tables.table())));
        sections.addAll(new MeasuredSections(measured).all());
        Map<String, List<Prediction>> sets = new LinkedHashMap<>();
        for (Condition condition : Condition.values()) {
            sets.put("test, " + condition.label(), measured.predictions(condition));
        }
        sections.add(MeasuredSections.intensities(sets));
        CurvesPlot.meanOf(Trainer.METRICS, runs).map(MeasuredSections::training).ifPresent(sections::add);
        return sections;
    }
}
