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
        Map<String, List<TableRow>> corpora = new LinkedHashMap<>();
        for (TableRow row : rows) {
            corpora.computeIfAbsent(row.cell("corpus").orElse(AudioTree.stem(file)), name -> new ArrayList<>())
                    .add(row);
        }
        AudioBase audio = new AudioBase(base.orElse(file.toAbsolutePath().resolveSibling("")));
        List<Reading> readings = new ArrayList<>();
        for (Map.Entry<String, List<TableRow>> corpus : corpora.entrySet()) {
            String told = licence(corpus.getKey(), corpus.getValue()).orElse(licence);
            readings.add(new Table(corpus.getKey(), told, base, language).reading(corpus.getValue(), audio));
        }
        return readings;
    }

    /** The licence that rows of one corpus tell; a model card names one for each corpus. */
    private static Optional<String> licence(String corpus, List<TableRow> rows) throws CorpusException {
        Optional<String> told = Optional.empty();
        for (TableRow row : rows) {
            Optional<String> licence = row.cell("licence");
            if (licence.isPresent() && told.isPresent() && !licence.equals(told)) {
                throw row.refused("licence %s, though earlier rows of corpus %s tell %s; name the two corpora apart"
                        .formatted(licence.get(), corpus, told.get()));
            }
            told = told.or(() -> licence);
        }
        return told;
    }

    private Reading reading(List<TableRow> rows, AudioBase audio) throws CorpusException {
        List<LabelledClip> clips = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        Map<Path, String> taken = new HashMap<>();
        for (TableRow row : rows) {
            Optional<Path> path = audio.find(path(row));
            LabelledClip clip = new TableClip(row, name, language).labelled(path);
            if (path.isEmpty()) {
                skipped.add(new Skipped(clip.path(), Skipped.NO_AUDIO));
            } else if (isPiece(row)) {
                skipped.add(new Skipped(clip.path(), Skipped.PIECE));
            } else if (taken.putIfAbsent(clip.path(), path(row)) != null) {
                skipped.add(new Skipped(clip.path(), Skipped.REPEATED));
            } else {
                clips.add(clip);
            }
        }
        return new Reading(this, clips, skipped, taken);
    }

    /** Whether a NeMo manifest's row begins within its file. */
    private static boolean isPiece(TableRow row) throws CorpusException {
        String offset = row.cell("offset").orElse("0");
        try {
            return Double.parseDouble(offset) != 0;
        } catch (NumberFormatException e) {
            throw row.refused("offset %s is no number of seconds; correct it or leave it out".formatted(offset), e);
        }
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
