package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TESS (Pichora-Fuller and Dupuis 2020): {@code OAF_angry/OAF_back_angry.wav}, the fields being actress (the older, OAF,
 * and the younger, YAF), word and emotion.
 */
public record Tess() implements Corpus {
    /** A few of the older actress's files begin with OA. */
    private static final Pattern NAME =
            Pattern.compile("(OAF?|YAF)_([A-Za-z]+)_(angry|disgust|fear|happy|neutral|ps|sad)");

    private static final Map<String, EmotionCategory> EMOTIONS = Map.of(
            "angry", EmotionCategory.ANGER,
            "disgust", EmotionCategory.DISGUST,
            "fear", EmotionCategory.FEAR,
            "happy", EmotionCategory.JOY,
            "neutral", EmotionCategory.NEUTRAL,
            "ps", EmotionCategory.SURPRISE,
            "sad", EmotionCategory.SADNESS);

    @Override
    public String name() {
        return "TESS";
    }

    @Override
    public String licence() {
        return "CC BY-NC-ND 4.0";
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
                skipped.add(new Skipped(path, "not named as TESS names its files"));
            } else {
                clips.add(clip(path, name));
            }
        }
        return Reading.distinct(this, clips, skipped, AudioTree::stem);
    }

    private LabelledClip clip(Path path, Matcher name) {
        EmotionCategory emotion = Emotions.of(EMOTIONS, name.group(3));
        return new LabelledClip(
                path,
                name(),
                name() + (name.group(1).equals("YAF") ? "/YAF" : "/OAF"),
                Optional.of(Gender.FEMALE),
                Optional.of(emotion),
                Intensity.of(emotion, LabelledClip.UNLABELLED),
                Optional.of("Say the word " + name.group(2).toLowerCase(Locale.ROOT)),
                "en");
    }
}
