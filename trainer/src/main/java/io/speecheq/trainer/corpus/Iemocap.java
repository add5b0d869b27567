package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * IEMOCAP (Busso et al. 2008): {@code Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_M012.wav}, said by the man of
 * session 1; labels in {@code Session1/dialog/EmoEvaluation/*.txt}, texts in {@code Session1/dialog/transcriptions}.
 *
 * <p>Intensity is the raters' mean dominance. Emotions that SpeechEQ's scheme lacks are skipped.
 */
public record Iemocap() implements Corpus {
    private static final Pattern NAME = Pattern.compile("Ses(0[1-5])[FM]_\\w+_([FM])\\w?\\d{3}");
    private static final Pattern LABEL =
            Pattern.compile("\\[[\\d.]+ - [\\d.]+]\\t(Ses\\w+)\\t(\\w+)\\t\\[[\\d.]+, [\\d.]+, ([\\d.]+)]\\s*");
    private static final Pattern TEXT = Pattern.compile("(Ses\\w+) \\[[\\d.]+-[\\d.]+]:\\s*(.*)");

    private static final Map<String, EmotionCategory> EMOTIONS = Map.of(
            "ang", EmotionCategory.ANGER,
            "exc", EmotionCategory.JOY,
            "hap", EmotionCategory.JOY,
            "neu", EmotionCategory.NEUTRAL,
            "sad", EmotionCategory.SADNESS);

    private record Label(String emotion, double dominance) {}

    @Override
    public String name() {
        return "IEMOCAP";
    }

    @Override
    public String licence() {
        return "by agreement with USC SAIL";
    }

    @Override
    public Map<String, EmotionCategory> emotions() {
        return EMOTIONS;
    }

    @Override
    public Reading read(Path root) throws IOException, CorpusException {
        List<LabelledClip> clips = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        Map<String, Label> labels = labels(root);
        Map<String, String> texts = texts(root);
        for (Path path : AudioTree.of(name(), root).files()) {
            if (!path.toString().replace('\\', '/').contains("/sentences/")) {
                continue; // a whole dialogue, which its sentences repeat
            }
            Matcher name = NAME.matcher(AudioTree.stem(path));
            Label label = labels.get(AudioTree.stem(path));
            if (!name.matches()) {
                skipped.add(new Skipped(path, "not named as IEMOCAP names its files"));
            } else if (label == null) {
                skipped.add(new Skipped(path, "no label in EmoEvaluation"));
            } else if (!EMOTIONS.containsKey(label.emotion())) {
                skipped.add(new Skipped(path, "labelled " + label.emotion()));
            } else {
                clips.add(clip(path, name, label, Optional.ofNullable(texts.get(name.group()))));
            }
        }
        return Reading.distinct(this, clips, skipped, AudioTree::stem);
    }

    private static Map<String, Label> labels(Path root) throws IOException, CorpusException {
        Map<String, Label> labels = new HashMap<>();
        for (Path file : dialogueFiles(root, "EmoEvaluation")) {
            for (String line : KeyedLines.lines(file)) {
                Matcher label = LABEL.matcher(line);
                if (label.matches()) {
                    labels.put(label.group(1), new Label(label.group(2), Double.parseDouble(label.group(3))));
                }
            }
        }
        if (labels.isEmpty()) {
            throw new CorpusException(
                    "IEMOCAP: no label in %s; name the folder that holds Session1 to Session5, unpacked whole"
                            .formatted(root.resolve("Session*/dialog/EmoEvaluation/*.txt")));
        }
        return labels;
    }

    private static Map<String, String> texts(Path root) throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (Path file : dialogueFiles(root, "transcriptions")) {
            for (String line : KeyedLines.lines(file)) {
                Matcher text = TEXT.matcher(line);
                if (text.matches()) {
                    texts.put(text.group(1), text.group(2).strip());
                }
            }
        }
        return texts;
    }

    private static List<Path> dialogueFiles(Path root, String folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int session = 1; session <= 5; session++) {
            Path texts = root.resolve("Session" + session).resolve("dialog").resolve(folder);
            if (Files.isDirectory(texts)) {
                try (Stream<Path> list = Files.list(texts)) {
                    list.filter(file -> file.getFileName().toString().matches("Ses\\w+\\.txt"))
                            .sorted()
                            .forEach(files::add);
                }
            }
        }
        return files;
    }

    private LabelledClip clip(Path path, Matcher name, Label label, Optional<String> text) {
        EmotionCategory emotion = Emotions.of(EMOTIONS, label.emotion());
        return new LabelledClip(
                path,
                name(),
                name() + "/Ses" + name.group(1) + name.group(2),
                Gender.parse(name.group(2)),
                Optional.of(emotion),
                Intensity.of(emotion, Intensity.ofFivePoints(label.dominance())),
                text,
                "en");
    }
}
