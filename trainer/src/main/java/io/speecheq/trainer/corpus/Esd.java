package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ESD (Zhou et al. 2021), Mandarin by speakers 0001 to 0010 and English by 0011 to 0020:
 * {@code 0001/Angry/train/0001_000351.wav}, or the same without the folder of the part, and {@code 0001/0001.txt} with
 * one line for each clip (id, text, emotion). Its parts divide sentences: every speaker is in all of them.
 */
public record Esd() implements Corpus {
    private static final Pattern NAME = Pattern.compile("(00(?:0[1-9]|1\\d|20))_(\\d{6})");
    private static final Pattern EMOTION = Pattern.compile("\\t[^\\t]*$|\\s+(Angry|Happy|Neutral|Sad|Surprise)\\s*$");
    private static final Map<String, EmotionCategory> EMOTIONS = Map.of(
            "angry", EmotionCategory.ANGER,
            "happy", EmotionCategory.JOY,
            "neutral", EmotionCategory.NEUTRAL,
            "sad", EmotionCategory.SADNESS,
            "surprise", EmotionCategory.SURPRISE);
    private static final Set<String> MALE =
            Set.of("0004", "0005", "0006", "0008", "0010", "0011", "0012", "0013", "0014", "0020");

    @Override
    public String name() {
        return "ESD";
    }

    @Override
    public String licence() {
        return "research only";
    }

    @Override
    public Map<String, EmotionCategory> emotions() {
        return EMOTIONS;
    }

    @Override
    public Reading read(Path root) throws IOException, CorpusException {
        List<LabelledClip> clips = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        Map<Path, Map<String, String>> texts = new HashMap<>();
        for (Path path : AudioTree.of(name(), root).files()) {
            Matcher name = NAME.matcher(AudioTree.stem(path));
            Optional<LabelledClip.Part> part = LabelledClip.Part.parse(folder(path, 1));
            Path folder = part.isPresent() ? path.resolveSibling("").resolveSibling("") : path.resolveSibling("");
            String emotion = folder(path, part.isPresent() ? 2 : 1);
            if (!name.matches()) {
                skipped.add(new Skipped(path, "not named as ESD names its files"));
            } else if (!EMOTIONS.containsKey(emotion)) {
                skipped.add(new Skipped(path, "not in a folder of " + new TreeSet<>(EMOTIONS.keySet())));
            } else {
                Path transcript = folder.resolveSibling(name.group(1) + ".txt");
                if (!texts.containsKey(transcript)) {
                    texts.put(transcript, KeyedLines.read(transcript, encoding(name.group(1))));
                }
                clips.add(clip(path, name, Emotions.of(EMOTIONS, emotion), texts.get(transcript), part));
            }
        }
        return Reading.distinct(this, clips, skipped, AudioTree::stem);
    }

    private static String folder(Path path, int levels) {
        return AudioTree.folder(path, levels).toLowerCase(Locale.ROOT);
    }

    private LabelledClip clip(
            Path path,
            Matcher name,
            EmotionCategory emotion,
            Map<String, String> texts,
            Optional<LabelledClip.Part> part) {
        String speaker = name.group(1);
        return new LabelledClip(
                path,
                name(),
                name() + "/" + speaker,
                Optional.of(MALE.contains(speaker) ? Gender.MALE : Gender.FEMALE),
                Optional.of(emotion),
                Intensity.of(emotion, LabelledClip.UNLABELLED),
                Optional.ofNullable(texts.get(name.group())).map(Esd::withoutEmotion),
                isMandarin(speaker) ? "zh" : "en",
                part);
    }

    private static boolean isMandarin(String speaker) {
        return speaker.compareTo("0010") <= 0;
    }

    /** Of texts that are not in Unicode. */
    private static Charset encoding(String speaker) {
        return Charset.forName(isMandarin(speaker) ? "GB18030" : "windows-1252");
    }

    /** The emotion stands behind a tab; in a few lines behind a blank. */
    private static String withoutEmotion(String textAndEmotion) {
        return EMOTION.matcher(textAndEmotion).replaceFirst("").strip();
    }
}
