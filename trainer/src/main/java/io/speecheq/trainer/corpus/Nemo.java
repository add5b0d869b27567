package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * nEMO (Christop 2024), Polish: {@code samples/SM0_anger_20.wav} and {@code data.tsv} with one row for each file
 * (file_id, emotion, raw_text, normalized_text, speaker_id, gender, age).
 */
public record Nemo() implements Corpus {
    private static final Map<String, EmotionCategory> EMOTIONS = Map.of(
            "anger", EmotionCategory.ANGER,
            "fear", EmotionCategory.FEAR,
            "happiness", EmotionCategory.JOY,
            "neutral", EmotionCategory.NEUTRAL,
            "sadness", EmotionCategory.SADNESS,
            "surprised", EmotionCategory.SURPRISE);
    private static final List<String> COLUMNS =
            List.of("file_id", "emotion", "raw_text", "normalized_text", "speaker_id", "gender", "age");

    @Override
    public String name() {
        return "nEMO";
    }

    @Override
    public String licence() {
        return "CC BY-NC-SA 4.0";
    }

    @Override
    public Map<String, EmotionCategory> emotions() {
        return EMOTIONS;
    }

    @Override
    public Reading read(Path root) throws IOException, CorpusException {
        AudioTree tree = AudioTree.of(name(), root);
        Map<String, TableRow> rows = rows(root.resolve("data.tsv"));
        List<LabelledClip> clips = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (Path path : tree.files()) {
            TableRow row = rows.remove(AudioTree.stem(path));
            if (row == null) {
                skipped.add(new Skipped(path, "not in data.tsv"));
            } else if (!EMOTIONS.containsKey(row.text("emotion"))) {
                skipped.add(new Skipped(
                        path, "labelled " + row.text("emotion") + ", which is none of " + EMOTIONS.keySet()));
            } else {
                clips.add(clip(path, row));
            }
        }
        rows.keySet()
                .forEach(stem -> skipped.add(new Skipped(root.resolve("samples").resolve(stem), "no audio")));
        return new Reading(this, clips, skipped);
    }

    private static Map<String, TableRow> rows(Path table) throws IOException, CorpusException {
        if (!Files.isRegularFile(table)) {
            throw new CorpusException("nEMO: there is no " + table + "; it comes with the corpus and holds the labels");
        }
        Map<String, TableRow> rows = new LinkedHashMap<>();
        for (TableRow row : DelimitedText.unquoted(table, '\t')) {
            if (!row.cells().keySet().containsAll(COLUMNS)) {
                throw new CorpusException(
                        "nEMO: line %d of %s does not have the columns %s".formatted(row.line(), table, COLUMNS));
            }
            rows.put(AudioTree.stem(Path.of(row.text("file_id"))), row);
        }
        return rows;
    }

    private LabelledClip clip(Path path, TableRow row) {
        EmotionCategory emotion = Emotions.of(EMOTIONS, row.text("emotion"));
        Optional<Gender> gender = Gender.parse(row.text("gender"));
        return new LabelledClip(
                path,
                name(),
                name() + "/" + row.text("speaker_id"),
                gender,
                Optional.of(emotion),
                Intensity.of(emotion, LabelledClip.UNLABELLED),
                Optional.of(row.text("raw_text")),
                "pl");
    }
}
