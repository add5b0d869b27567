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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CREMA-D (Cao et al. 2014): {@code AudioWAV/1001_DFA_ANG_XX.wav}, the fields being actor, sentence, emotion, intensity.
 * Actors' genders come from {@code VideoDemographics.csv}; without it they are not known.
 */
public record CremaD() implements Corpus {
    private static final Pattern NAME = Pattern.compile("(\\d{4})_([A-Z]{3})_(ANG|DIS|FEA|HAP|NEU|SAD)_(LO|MD|HI|XX?)");
    private static final Map<String, EmotionCategory> EMOTIONS = Map.of(
            "ANG", EmotionCategory.ANGER,
            "DIS", EmotionCategory.DISGUST,
            "FEA", EmotionCategory.FEAR,
            "HAP", EmotionCategory.JOY,
            "NEU", EmotionCategory.NEUTRAL,
            "SAD", EmotionCategory.SADNESS);
    private static final Map<String, Float> LEVELS =
            Map.of("LO", Intensity.LOW, "MD", Intensity.MEDIUM, "HI", Intensity.HIGH);
    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("IEO", "It's eleven o'clock"),
            Map.entry("TIE", "That is exactly what happened"),
            Map.entry("IOM", "I'm on my way to the meeting"),
            Map.entry("IWW", "I wonder what this is about"),
            Map.entry("TAI", "The airplane is almost full"),
            Map.entry("MTI", "Maybe tomorrow it will be cold"),
            Map.entry("IWL", "I would like a new alarm clock"),
            Map.entry("ITH", "I think I have a doctor's appointment"),
            Map.entry("DFA", "Don't forget a jacket"),
            Map.entry("ITS", "I think I've seen this before"),
            Map.entry("TSI", "The surface is slick"),
            Map.entry("WSI", "We'll stop in a couple of minutes"));

    /** Published without a sound in it. */
    private static final String SILENT = "1076_MTI_SAD_XX";

    /** Three recordings that are published under two emotions each, and nothing tells which is meant. */
    private static final Set<String> UNDER_TWO_EMOTIONS = Set.of(
            "1006_TIE_HAP_XX",
            "1006_TIE_NEU_XX",
            "1013_WSI_DIS_XX",
            "1013_WSI_SAD_XX",
            "1017_IWW_ANG_XX",
            "1017_IWW_FEA_XX");

    @Override
    public String name() {
        return "CREMA-D";
    }

    @Override
    public String licence() {
        return "ODbL 1.0";
    }

    @Override
    public Map<String, EmotionCategory> emotions() {
        return EMOTIONS;
    }

    @Override
    public Reading read(Path root) throws IOException, CorpusException {
        List<LabelledClip> clips = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        Map<String, Gender> genders = genders(root.resolve("VideoDemographics.csv"));
        for (Path path : AudioTree.of(name(), root).files()) {
            Matcher name = NAME.matcher(AudioTree.stem(path));
            if (!name.matches() || !SENTENCES.containsKey(name.group(2))) {
                skipped.add(new Skipped(path, "not named as CREMA-D names its files"));
            } else if (name.group().equals(SILENT)) {
                skipped.add(new Skipped(path, "silent"));
            } else if (UNDER_TWO_EMOTIONS.contains(name.group())) {
                skipped.add(new Skipped(path, Skipped.SAME_AUDIO));
            } else {
                clips.add(clip(path, name, genders));
            }
        }
        return Reading.distinct(this, clips, skipped, AudioTree::stem);
    }

    private static Map<String, Gender> genders(Path table) throws IOException, CorpusException {
        Map<String, Gender> genders = new HashMap<>();
        if (Files.isRegularFile(table)) {
            for (TableRow row : DelimitedText.quoted(table, ',')) {
                Gender.parse(row.text("Sex")).ifPresent(gender -> genders.put(row.text("ActorID"), gender));
            }
        }
        return genders;
    }

    private LabelledClip clip(Path path, Matcher name, Map<String, Gender> genders) {
        EmotionCategory emotion = Emotions.of(EMOTIONS, name.group(3));
        return new LabelledClip(
                path,
                name(),
                name() + "/" + name.group(1),
                Optional.ofNullable(genders.get(name.group(1))),
                Optional.of(emotion),
                Intensity.of(emotion, LEVELS.getOrDefault(name.group(4), LabelledClip.UNLABELLED)),
                Optional.ofNullable(SENTENCES.get(name.group(2))),
                "en");
    }
}
