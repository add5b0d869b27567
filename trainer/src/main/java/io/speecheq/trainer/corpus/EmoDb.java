package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EmoDB (Burkhardt et al. 2005): {@code wav/03a01Fa.wav}, the fields being speaker, text, emotion, version.
 *
 * <p>Boredom (L) counts as DISGUST, since the SpeechEQ metric names low disgust boredom; its intensity stays unlabelled,
 * as that of every EmoDB clip but the neutral ones.
 */
public record EmoDb() implements Corpus {
    private static final Pattern NAME = Pattern.compile("(\\d\\d)([ab]\\d\\d)([WLEAFTN])([a-z])");
    private static final Map<String, EmotionCategory> EMOTIONS = Map.of(
            "W", EmotionCategory.ANGER,
            "L", EmotionCategory.DISGUST,
            "E", EmotionCategory.DISGUST,
            "A", EmotionCategory.FEAR,
            "F", EmotionCategory.JOY,
            "T", EmotionCategory.SADNESS,
            "N", EmotionCategory.NEUTRAL);
    private static final Set<String> MALE = Set.of("03", "10", "11", "12", "15");

    @Override
    public String name() {
        return "EmoDB";
    }

    @Override
    public String licence() {
        return "CC0 1.0";
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
            if (name.matches()) {
                clips.add(clip(path, name));
            } else {
                skipped.add(new Skipped(path, "not named as EmoDB names its files"));
            }
        }
        return Reading.distinct(this, clips, skipped, AudioTree::stem);
    }

    private LabelledClip clip(Path path, Matcher name) {
        String speaker = name.group(1);
        EmotionCategory emotion = Emotions.of(EMOTIONS, name.group(3));
        return new LabelledClip(
                path,
                name(),
                name() + "/" + speaker,
                Optional.of(MALE.contains(speaker) ? Gender.MALE : Gender.FEMALE),
                Optional.of(emotion),
                Intensity.of(emotion, LabelledClip.UNLABELLED),
                Optional.empty(),
                "de");
    }
}
