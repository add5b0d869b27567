package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Clips that a table lists: CSV, TSV, or one JSON object a line, among them NeMo manifests. A row without a corpus
 * belongs to one named after the file; clips without a speaker are one speaker's, one for each part.
 *
 * @param licence of rows that tell none
 * @param base what paths are relative to; the table's own folder when empty
 * @param language of rows that tell none, a BCP 47 tag
 */
public record Table(String name, String licence, Optional<Path> base, String language) implements Corpus {
    /** Unless its owner's words are known. */
    public static final String LICENCE = "as its owner says";

    private static final List<String> COLUMNS = List.of(
            "path",
            "corpus",
            "speaker",
            "gender",
            "emotion",
            "intensity",
            "text",
            "language",
            "split",
            "licence",
            "duration");

    @Override
    public Map<String, EmotionCategory> emotions() {
        return Emotions.WORDS;
    }

    /** The clips of the one corpus of this name in the table. */
    @Override
    public Reading read(Path file) throws IOException, CorpusException {
        return of(file, licence, base, language).stream()
                .filter(reading -> reading.corpus().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CorpusException("%s has no clip of a corpus %s".formatted(file, name)));
    }

    /** A reading for every corpus that the table names. */
    public static List<Reading> of(Path file, String licence, Optional<Path> base, String language)
            throws IOException, CorpusException {
        if (!Files.isRegularFile(file)) {
            throw new CorpusException(
                    "table: there is no file %s; name a .csv, .tsv, .json or .jsonl file".formatted(file));
        }
        List<TableRow> rows = rows(file);
        if (rows.isEmpty()) {
            throw new CorpusException("%s has no row; list a clip a line".formatted(file));
        }
        AudioBase audio = new AudioBase(base.orElse(file.toAbsolutePath().resolveSibling("")));
        Map<String, Table> corpora = new LinkedHashMap<>();
        Map<String, List<LabelledClip>> clips = new HashMap<>();
        Map<String, List<Skipped>> skipped = new HashMap<>();
        Map<Path, Integer> lines = new HashMap<>();
        for (TableRow row : rows) {
            String corpus = row.cell("corpus").orElse(AudioTree.stem(file));
            corpora.computeIfAbsent(
                    corpus, name -> new Table(name, row.cell("licence").orElse(licence), base, language));
            List<Skipped> passed = skipped.computeIfAbsent(corpus, name -> new ArrayList<>());
            LabelledClip clip = new TableClip(row, corpus, language).labelled(audio.find(path(row)));
            Optional<String> reason = reason(row, clip, lines);
            if (reason.isPresent()) {
                passed.add(new Skipped(clip.path(), reason.get()));
            } else {
                clips.computeIfAbsent(corpus, name -> new ArrayList<>()).add(clip);
            }
        }
        return corpora.values().stream()
                .map(corpus -> new Reading(
                        corpus,
                        clips.getOrDefault(corpus.name(), List.of()),
                        skipped.getOrDefault(corpus.name(), List.of())))
                .toList();
    }

    private static Optional<String> reason(TableRow row, LabelledClip clip, Map<Path, Integer> lines) {
        if (!Files.isRegularFile(clip.path())) {
            return Optional.of(Skipped.NO_AUDIO);
        }
        if (!row.cell("offset").map(Double::parseDouble).orElse(0.0).equals(0.0)) {
            return Optional.of("a piece of a file");
        }
        return Optional.ofNullable(lines.putIfAbsent(clip.path(), row.line())).map(line -> "a second row for its file");
    }

    private static String path(TableRow row) throws CorpusException {
        return row.cell("path")
                .or(() -> row.cell("audio_filepath"))
                .orElseThrow(() -> row.refused("no path; name the audio in the column path"));
    }

    private static List<TableRow> rows(Path file) throws IOException, CorpusException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json") || name.endsWith(".jsonl")) {
            List<TableRow> rows = JsonLines.rows(file);
            for (TableRow row : rows) {
                if (row.cell("audio_filepath").isEmpty()) {
                    refuseUnknown(row);
                }
            }
            return rows;
        }
        if (!name.endsWith(".csv") && !name.endsWith(".tsv")) {
            throw new CorpusException("%s is no table; name a .csv, .tsv, .json or .jsonl file".formatted(file));
        }
        List<TableRow> rows = DelimitedText.quoted(file, name.endsWith(".csv") ? ',' : '\t');
        if (!rows.isEmpty()) {
            refuseUnknown(rows.get(0));
        }
        return rows;
    }

    private static void refuseUnknown(TableRow row) throws CorpusException {
        for (String column : row.cells().keySet()) {
            if (!COLUMNS.contains(column)) {
                throw new CorpusException("%s has a column %s, which is none of %s; rename or remove it"
                        .formatted(row.file(), column, COLUMNS));
            }
        }
    }
}
