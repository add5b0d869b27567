package io.speecheq.trainer.cli;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.trainer.corpus.Aishell;
import io.speecheq.trainer.corpus.Casia;
import io.speecheq.trainer.corpus.Corpus;
import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.CremaD;
import io.speecheq.trainer.corpus.EmoBox;
import io.speecheq.trainer.corpus.EmoDb;
import io.speecheq.trainer.corpus.Esd;
import io.speecheq.trainer.corpus.Iemocap;
import io.speecheq.trainer.corpus.Kaldi;
import io.speecheq.trainer.corpus.LibriSpeech;
import io.speecheq.trainer.corpus.Nemo;
import io.speecheq.trainer.corpus.Ravdess;
import io.speecheq.trainer.corpus.Reading;
import io.speecheq.trainer.corpus.Skipped;
import io.speecheq.trainer.corpus.Table;
import io.speecheq.trainer.corpus.Tess;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.features.FeatureStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the corpora are; each is optional. */
final class DataFolders {
    /** The options that name data, as usage errors list them. */
    static final String OPTIONS = "--ravdess, --cremad, --esd, --casia, --iemocap, --emodb, --nemo, --tess, --emobox, "
            + "--table, --librispeech, --aishell, --kaldi";

    /** Missing files that are listed one by one, for each corpus. */
    private static final int MISSING_SHOWN = 5;

    @Option(names = "--ravdess", paramLabel = "DIR", description = "RAVDESS, speech (folders Actor_01, …)")
    private @Nullable Path ravdess;

    @Option(names = "--cremad", paramLabel = "DIR", description = "CREMA-D (folder AudioWAV, VideoDemographics.csv)")
    private @Nullable Path cremad;

    @Option(names = "--esd", paramLabel = "DIR", description = "ESD (folders 0001, …)")
    private @Nullable Path esd;

    @Option(names = "--casia", paramLabel = "DIR", description = "CASIA (folders liuchanhg, …)")
    private @Nullable Path casia;

    @Option(names = "--iemocap", paramLabel = "DIR", description = "IEMOCAP (folders Session1, …)")
    private @Nullable Path iemocap;

    @Option(names = "--emodb", paramLabel = "DIR", description = "EmoDB (folder wav)")
    private @Nullable Path emodb;

    @Option(names = "--nemo", paramLabel = "DIR", description = "nEMO (folder samples, and data.tsv)")
    private @Nullable Path nemo;

    @Option(names = "--tess", paramLabel = "DIR", description = "TESS (folders OAF_angry, …)")
    private @Nullable Path tess;

    @Option(names = "--emobox", paramLabel = "FILE", description = "a data set's .jsonl of EmoBox; repeatable")
    private List<Path> emobox = List.of();

    @Option(names = "--table", paramLabel = "FILE", description = "a CSV, TSV or JSONL table of clips; repeatable")
    private List<Path> tables = List.of();

    @Option(names = "--librispeech", paramLabel = "DIR", description = "LibriSpeech (folders train-clean-100, …)")
    private @Nullable Path librispeech;

    @Option(names = "--aishell", paramLabel = "DIR", description = "AISHELL-1 (folder data_aishell)")
    private @Nullable Path aishell;

    @Option(names = "--kaldi", paramLabel = "DIR", description = "a Kaldi data folder (wav.scp, text); repeatable")
    private List<Path> kaldi = List.of();

    @Option(
            names = "--audio-base",
            paramLabel = "DIR",
            description = "what paths in tables, EmoBox and Kaldi folders are relative to (default: where they lie)")
    private @Nullable Path audioBase;

    @Option(names = "--data-licence", paramLabel = "TEXT", description = "of data that tell none")
    private String licence = Table.LICENCE;

    @Option(names = "--data-language", paramLabel = "TAG", description = "of data that tell none (default und)")
    private String language = "und";

    @Option(names = "--without-calm", description = "leave RAVDESS's calm out; it counts as neutral otherwise")
    private boolean withoutCalm;

    boolean isEmpty() {
        return folders().isEmpty() && emobox.isEmpty() && tables.isEmpty() && kaldi.isEmpty();
    }

    /** Finds the clips of every folder given, and says what was found. */
    List<Reading> read(PrintWriter out) throws IOException, CorpusException {
        Optional<Path> base = Optional.ofNullable(audioBase);
        List<Reading> found = new ArrayList<>();
        for (Map.Entry<Corpus, Path> folder : folders().entrySet()) {
            found.add(folder.getKey().read(folder.getValue()));
        }
        for (Path file : emobox) {
            found.add(EmoBox.of(file, licence, base).read(file));
        }
        for (Path file : tables) {
            found.addAll(Table.of(file, licence, base, language));
        }
        for (Path folder : kaldi) {
            found.add(new Kaldi(licence, base, language).read(folder));
        }
        Map<String, Reading> byName = new LinkedHashMap<>();
        for (Reading reading : found) {
            Reading earlier = byName.get(reading.corpus().name());
            byName.put(reading.corpus().name(), earlier == null ? reading : earlier.with(reading));
        }
        byName.values().forEach(reading -> print(reading, out));
        out.flush();
        return List.copyOf(byName.values());
    }

    /** Analyses every clip of a dataset, and says which could not be. */
    static FeatureStore features(UnifiedDataset dataset, PrintWriter out) throws CorpusException {
        FeatureStore features = FeatureStore.load(dataset, FeatureSpec.standard(), Native.progress());
        if (!features.unreadable().isEmpty()) {
            out.println(
                    "left out, as they cannot be read: " + features.unreadable().size() + " clips");
            features.unreadable().forEach(clip -> out.println("  " + clip.path() + " (" + clip.reason() + ")"));
            out.flush();
        }
        return features;
    }

    private static void print(Reading reading, PrintWriter out) {
        out.println(reading.summary());
        List<Skipped> missing =
                reading.skipped().stream().filter(Skipped::isMissing).toList();
        missing.stream().limit(MISSING_SHOWN).forEach(clip -> out.println("  no audio: " + clip.path()));
        if (missing.size() > MISSING_SHOWN) {
            out.println("  and " + (missing.size() - MISSING_SHOWN) + " more");
        }
    }

    private Map<Corpus, Path> folders() {
        Map<Corpus, Path> folders = new LinkedHashMap<>();
        add(new Ravdess(!withoutCalm), ravdess, folders);
        add(new CremaD(), cremad, folders);
        add(new Esd(), esd, folders);
        add(new Casia(), casia, folders);
        add(new Iemocap(), iemocap, folders);
        add(new EmoDb(), emodb, folders);
        add(new Nemo(), nemo, folders);
        add(new Tess(), tess, folders);
        add(new LibriSpeech(), librispeech, folders);
        add(new Aishell(), aishell, folders);
        return folders;
    }

    private static void add(Corpus corpus, @Nullable Path root, Map<Corpus, Path> folders) {
        if (root != null) {
            folders.put(corpus, root);
        }
    }
}
