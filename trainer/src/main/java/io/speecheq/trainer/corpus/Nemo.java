package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
    public Reading read(Path root) throws IOException, CorpusException {
        AudioTree tree = AudioTree.of(name(), root);
        Map<String, List<String>> rows = rows(root.resolve("data.tsv"));
        List<LabelledClip> clips = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (Path path : tree.files()) {
            List<String> row = rows.remove(AudioTree.stem(path));
            if (row == null) {
                skipped.add(new Skipped(path, "not in data.tsv"));
            } else if (!EMOTIONS.containsKey(row.get(1))) {
                skipped.add(new Skipped(path, "labelled " + row.get(1) + ", which is none of " + EMOTIONS.keySet()));
            } else {
                clips.add(clip(path, row));
            }
        }
        rows.keySet()
                .forEach(stem -> skipped.add(new Skipped(root.resolve("samples").resolve(stem), "no audio")));
        return new Reading(this, clips, skipped);
    }

    private static Map<String, List<String>> rows(Path table) throws IOException, CorpusException {
        if (!Files.isRegularFile(table)) {
            throw new CorpusException("nEMO: there is no " + table + "; it comes with the corpus and holds the labels");
        }
        Map<String, List<String>> rows = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(table);
        for (int line = 0; line < lines.size(); line++) {
            List<String> cells = List.of(lines.get(line).split("\t", -1)).stream()
                    .map(String::strip)
                    .toList();
            if (line == 0 ? !cells.equals(COLUMNS) : cells.size() != COLUMNS.size()) {
                throw new CorpusException(
                        "nEMO: line %d of %s does not have the columns %s".formatted(line + 1, table, COLUMNS));
            }
            if (line > 0) {
                rows.put(AudioTree.stem(Path.of(cells.get(0))), cells);
            }
        }
        return rows;
    }

    private LabelledClip clip(Path path, List<String> row) {
        EmotionCategory emotion = Emotions.of(EMOTIONS, row.get(1));
        Optional<Gender> gender = Optional.of(row.get(5))
                .filter(word -> word.equals("female") || word.equals("male"))
                .map(word -> Gender.valueOf(word.toUpperCase(Locale.ROOT)));
        return new LabelledClip(
                path,
                name(),
                name() + "/" + row.get(4),
                gender,
                Optional.of(emotion),
                emotion == EmotionCategory.NEUTRAL ? 0 : LabelledClip.UNLABELLED,
                Optional.of(row.get(2)),
                "pl");
    }
}
