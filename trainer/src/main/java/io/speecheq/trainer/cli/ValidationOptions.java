package io.speecheq.trainer.cli;

import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.Reading;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.validation.CrossValidation;
import io.speecheq.trainer.validation.CrossValidation.Materials;
import io.speecheq.trainer.validation.Folds;
import io.speecheq.trainer.validation.Protocol;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** How data are divided, and how often they are trained on. */
final class ValidationOptions {
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "a folder for runs and results")
    private Path out = Path.of("");

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description =
                    "speakers (groups of speakers, the default), loso (leave one speaker out), fixed (the corpora's own parts) "
                            + "or random (the paper's folds of clips, speakers on both sides)")
    private String protocol = "speakers";

    @Option(names = "--folds", paramLabel = "K", description = "of speakers or random (default 5)")
    private int folds = 5;

    @Option(names = "--only-folds", split = ",", paramLabel = "N", description = "run these alone, counted from 1")
    private List<Integer> only = List.of();

    @Option(
            names = "--test-corpora",
            split = ",",
            paramLabel = "NAME",
            description = "test on these alone; the others are trained on in every fold")
    private List<String> tested = List.of();

    @Option(names = "--seeds", split = ",", paramLabel = "N", description = "of the training (default 1)")
    private List<Long> seeds = List.of(1L);

    @Option(names = "--fold-seed", paramLabel = "N", description = "of the division into folds (default 1)")
    private long foldSeed = 1;

    Path out() {
        return out;
    }

    Set<String> tested() {
        return Set.copyOf(tested);
    }

    List<Long> seeds() {
        return seeds;
    }

    /** @throws IllegalArgumentException when there is no such protocol */
    Protocol protocol() {
        return Protocol.named(protocol, folds);
    }

    /** One line that every result says with it. */
    String inWords() {
        return "%s (drawn by seed %d)%s; training seeds %s; development speakers within each fold's training part chose "
                        .formatted(protocol().title(), foldSeed, only.isEmpty() ? "" : ", of which " + only, seeds)
                + "the temperature, and the epoch where the recipe says so";
    }

    /** Reads everything once, for all folds. */
    CrossValidation prepare(
            RecipeOptions options, UnifiedDataset dataset, Collection<Reading> readings, PrintWriter console)
            throws CorpusException, IOException {
        Materials materials = new Materials(
                readings,
                DataFolders.features(dataset, console),
                options.speech(dataset, console),
                System.getProperty("speecheq.build", "unknown"),
                options.preparation(console));
        return new CrossValidation(Folds.of(protocol(), foldSeed), Set.copyOf(only), seeds, materials);
    }
}
