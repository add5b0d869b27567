package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A corpus as EmoBox (Ma et al. 2024) prepares it: a {@code .jsonl} file (key, dataset, wav, emo, …), and
 * {@code label_map.json} beside it or a folder above, which gives each of its labels a word. A file whose name says
 * train, valid or test is that part. Its words that SpeechEQ's scheme lacks are skipped, and so are pieces of longer files
 * (start_time, end_time).
 *
 * @param name of the data set, as the file names it
 * @param base what paths are relative to; the file's own folder when empty
 */
public record EmoBox(String name, String licence, Optional<Path> base) implements Corpus {
    private static final Pattern PART = Pattern.compile("_(train|valid|test)(?:_|$)");

    @Override
    public Map<String, EmotionCategory> emotions() {
        return Emotions.WORDS;
    }

    /** The reader of a file, which takes its name from the first row. */
    public static EmoBox of(Path file, String licence, Optional<Path> base) throws IOException, CorpusException {
        return new EmoBox(rows(file).get(0).cell("dataset").orElse(AudioTree.stem(file)), licence, base);
    }

    @Override
    public Reading read(Path file) throws IOException, CorpusException {
        Path folder = file.toAbsolutePath().resolveSibling("");
        Map<String, String> words = labelMap(folder);
        AudioBase audio = new AudioBase(base.orElse(folder));
        Matcher part = PART.matcher(AudioTree.stem(file));
        String split = part.find() ? part.group(1) : "";
        List<LabelledClip> clips = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        Set<Path> taken = new HashSet<>();
        for (TableRow row : rows(file)) {
            String word = word(row, words);
            String wav = row.cell("wav").orElseThrow(() -> row.refused("no wav; name the audio there"));
            Optional<Path> path = audio.find(wav);
            if (!Emotions.WORDS.containsKey(word)) {
                skipped.add(new Skipped(Path.of(wav), "labelled " + word));
            } else if (path.isEmpty()) {
                skipped.add(new Skipped(Path.of(wav), Skipped.NO_AUDIO));
            } else if (row.cell("start_time").isPresent()
                    || row.cell("end_time").isPresent()) {
                skipped.add(new Skipped(path.get(), Skipped.PIECE));
            } else if (!taken.add(path.get())) {
                skipped.add(new Skipped(path.get(), Skipped.REPEATED));
            } else {
                clips.add(new TableClip(cells(row, word, split), name, "und").labelled(path));
            }
        }
        return new Reading(this, clips, skipped);
    }

    private static String word(TableRow row, Map<String, String> words) throws CorpusException {
        String label = row.text("emo");
        return Optional.ofNullable(words.get(label))
                .or(() -> inAnyCase(label, words))
                .filter(word -> !word.isEmpty())
                .orElseThrow(() -> row.refused("label %s is not in label_map.json; add it there".formatted(label)))
                .toLowerCase(Locale.ROOT);
    }

    /** Some of its maps have Neutral where the rows say neutral; others have both s and S, so that the exact label comes first. */
    private static Optional<String> inAnyCase(String label, Map<String, String> words) {
        return words.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(label))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static TableRow cells(TableRow row, String word, String split) {
        return new TableRow(
                row.file(),
                row.line(),
                Map.of(
                        "speaker",
                        row.cell("speaker").or(() -> row.cell("spk")).orElse(""),
                        "emotion",
                        word,
                        "language",
                        row.text("lang"),
                        "split",
                        split));
    }

    private static List<TableRow> rows(Path file) throws IOException, CorpusException {
        if (!Files.isRegularFile(file)) {
            throw new CorpusException("EmoBox: there is no file %s; name a data set's .jsonl file".formatted(file));
        }
        List<TableRow> rows = JsonLines.rows(file);
        if (rows.isEmpty()) {
            throw new CorpusException("EmoBox: %s has no row; name a data set's .jsonl file".formatted(file));
        }
        return rows;
    }

    private static Map<String, String> labelMap(Path folder) throws IOException, CorpusException {
        for (Path place : List.of(folder, folder.resolve("..").normalize())) {
            Path file = place.resolve("label_map.json");
            if (Files.isRegularFile(file)) {
                return JsonLines.object(file);
            }
        }
        throw new CorpusException(("EmoBox: there is no label_map.json in %s or above it; it comes with most data sets,"
                        + " else write {\"label\": \"emotion\", …} yourself")
                .formatted(folder));
    }
}
