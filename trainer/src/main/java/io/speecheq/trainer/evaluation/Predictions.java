package io.speecheq.trainer.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.features.Condition;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A network's answers as a CSV file: a line for each clip and condition. {@code docs/evaluation.md} has the columns. */
public record Predictions(List<ScoredClip> clips) {
    private static final CsvMapper CSV = new CsvMapper();

    public Predictions {
        clips = List.copyOf(clips);
    }

    /** These answers and others, as of the next fold. */
    public Predictions and(Predictions others) {
        return new Predictions(
                Stream.concat(clips.stream(), others.clips.stream()).toList());
    }

    /** Whether these are the answers to clips as they are labelled now, in every condition and in any order. */
    public boolean areOf(Collection<LabelledClip> labelled, ClipNames names) {
        List<String> expected = labelled.stream()
                .flatMap(clip -> Arrays.stream(Condition.values())
                        .map(condition -> PredictionLine.question(names.of(clip.path()), clip, condition)))
                .sorted()
                .toList();
        return expected.equals(clips.stream()
                .map(scored ->
                        PredictionLine.question(scored.clip().path().toString(), scored.clip(), scored.condition()))
                .sorted()
                .toList());
    }

    /** The measures of the labelled clips among them. */
    public Measurements measurements() {
        return Measurements.of(clips);
    }

    public void write(Path file, ClipNames names) throws IOException {
        CsvSchema schema = CsvSchema.builder()
                .addColumns(PredictionLine.COLUMNS, CsvSchema.ColumnType.STRING)
                .build();
        try (Writer out = Files.newBufferedWriter(file);
                SequenceWriter lines = CSV.writer(schema.withHeader()).writeValues(out)) {
            for (ScoredClip clip : clips) {
                lines.write(PredictionLine.of(clip, names).cells());
            }
        }
    }

    /**
     * Reads what {@link #write} wrote. Paths stay as they are in the file; columns may come in any order, others are passed over.
     *
     * @throws IOException when the file lacks a column, or a value is none; one line that says which
     */
    public static Predictions read(Path file) throws IOException {
        List<ScoredClip> clips = new ArrayList<>();
        try (Reader in = Files.newBufferedReader(file);
                MappingIterator<Map<String, String>> lines = CSV.readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(in)) {
            while (lines.hasNextValue()) {
                int line = lines.getCurrentLocation().getLineNr();
                clips.add(read(lines.nextValue(), file + ", line " + line));
            }
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": " + e.getOriginalMessage(), e);
        }
        return new Predictions(clips);
    }

    private static ScoredClip read(Map<String, String> cells, String where) throws IOException {
        List<String> missing = PredictionLine.COLUMNS.stream()
                .filter(name -> !cells.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new IOException(where + ": " + missing + " missing; give a file that evaluate --predictions wrote");
        }
        try {
            return new PredictionLine(cells).clip();
        } catch (IllegalArgumentException e) {
            throw new IOException(where + ": " + e.getMessage(), e);
        }
    }
}
