package io.speecheq.trainer.cli;

import io.speecheq.trainer.corpus.Corpus;
import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.EmoDb;
import io.speecheq.trainer.corpus.Nemo;
import io.speecheq.trainer.corpus.Ravdess;
import io.speecheq.trainer.corpus.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the corpora are; each is optional. */
final class DataFolders {
    @Option(names = "--ravdess", paramLabel = "DIR", description = "RAVDESS, speech (folders Actor_01, …)")
    private @Nullable Path ravdess;

    @Option(names = "--emodb", paramLabel = "DIR", description = "EmoDB (folder wav)")
    private @Nullable Path emodb;

    @Option(names = "--nemo", paramLabel = "DIR", description = "nEMO (folder samples, and data.tsv)")
    private @Nullable Path nemo;

    @Option(names = "--without-calm", description = "leave RAVDESS's calm out; it counts as neutral otherwise")
    private boolean withoutCalm;

    boolean isEmpty() {
        return ravdess == null && emodb == null && nemo == null;
    }

    /** Finds the clips of every folder given, and says what was found. */
    List<Reading> read(PrintWriter out) throws IOException, CorpusException {
        List<Reading> readings = new ArrayList<>();
        add(new Ravdess(!withoutCalm), ravdess, readings);
        add(new EmoDb(), emodb, readings);
        add(new Nemo(), nemo, readings);
        readings.forEach(reading -> out.println(reading.summary()));
        out.flush();
        return readings;
    }

    private static void add(Corpus corpus, @Nullable Path root, List<Reading> readings)
            throws IOException, CorpusException {
        if (root != null) {
            readings.add(corpus.read(root));
        }
    }
}
