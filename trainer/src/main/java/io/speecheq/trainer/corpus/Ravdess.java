package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RAVDESS (Livingstone and Russo 2018): {@code Actor_07/03-01-06-01-02-01-07.wav}, the fields being modality, channel,
 * emotion, intensity, statement, repetition, actor; odd actors are male. Speech recorded as audio alone (03-01) is taken.
 *
 * @param calmIsNeutral whether calm, which SpeechEQ's scheme lacks, counts as neutral or is left out
 */
public record Ravdess(boolean calmIsNeutral) implements Corpus {
    private static final Pattern NAME = Pattern.compile("(\\d\\d)-(\\d\\d)-(0[1-8])-(0[12])-(0[12])-(0[12])-(\\d\\d)");
    private static final Map<String, EmotionCategory> EMOTIONS = Map.of(
            "01", EmotionCategory.NEUTRAL,
            "02", EmotionCategory.NEUTRAL,
            "03", EmotionCategory.JOY,
            "04", EmotionCategory.SADNESS,
            "05", EmotionCategory.ANGER,
            "06", EmotionCategory.FEAR,
            "07", EmotionCategory.DISGUST,
            "08", EmotionCategory.SURPRISE);
    private static final String CALM = "02";

    /** Published with the audio of {@code 03-01-03-01-02-01-07}. */
    private static final String DUPLICATE = "03-01-03-01-02-02-07";

    @Override
    public String name() {
        return "RAVDESS";
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
        List<LabelledClip> clips = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (Path path : AudioTree.of(name(), root).files()) {
            Matcher name = NAME.matcher(AudioTree.stem(path));
            if (!name.matches()) {
                skipped.add(new Skipped(path, "not named as RAVDESS names its files"));
            } else if (!name.group(1).equals("03") || !name.group(2).equals("01")) {
                skipped.add(new Skipped(path, "not speech recorded as audio alone"));
            } else if (name.group().equals(DUPLICATE)) {
                skipped.add(new Skipped(path, Skipped.SAME_AUDIO));
            } else if (name.group(3).equals(CALM) && !calmIsNeutral) {
                skipped.add(new Skipped(path, "calm"));
            } else {
                clips.add(clip(path, name));
            }
        }
        return Reading.distinct(this, clips, skipped, AudioTree::stem);
    }

    private LabelledClip clip(Path path, Matcher name) {
        EmotionCategory emotion = Emotions.of(EMOTIONS, name.group(3));
        float intensity = Intensity.of(emotion, name.group(4).equals("01") ? Intensity.NORMAL : Intensity.STRONG);
        String actor = name.group(7);
        return new LabelledClip(
                path,
                name(),
                name() + "/" + actor,
                Optional.of(Integer.parseInt(actor) % 2 == 1 ? Gender.MALE : Gender.FEMALE),
                Optional.of(emotion),
                intensity,
                Optional.of(
                        name.group(5).equals("01") ? "Kids are talking by the door" : "Dogs are sitting by the door"),
                "en");
    }
}
