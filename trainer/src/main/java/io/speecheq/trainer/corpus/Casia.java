package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * CASIA, Mandarin: {@code liuchanhg/angry/201.wav}, the folders being speaker and emotion, in whatever case. The part with texts of each
 * speaker's own names the same speakers, and neutral, otherwise. Neither the texts nor the speakers' genders are published with it.
 */
public record Casia() implements Corpus {
    /** By the folders of both parts, in lower case. */
    private static final Map<String, String> SPEAKERS = Map.of(
            "liuchanhg", "liuchanhg",
            "chang.liu", "liuchanhg",
            "wangzhe", "wangzhe",
            "zhe.wang", "wangzhe",
            "zhaoquanyin", "zhaoquanyin",
            "quanyin.zhao", "zhaoquanyin",
            "zhaozuoxiang", "zhaozuoxiang",
            "zuoxiang.zhao", "zhaozuoxiang");

    private static final Map<String, EmotionCategory> EMOTIONS = Map.of(
            "angry", EmotionCategory.ANGER,
            "fear", EmotionCategory.FEAR,
            "happy", EmotionCategory.JOY,
            "neutral", EmotionCategory.NEUTRAL,
            "normal", EmotionCategory.NEUTRAL,
            "sad", EmotionCategory.SADNESS,
            "surprise", EmotionCategory.SURPRISE);

    @Override
    public String name() {
        return "CASIA";
    }

    @Override
    public String licence() {
        return "by agreement with its owner";
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
            String emotion = AudioTree.folder(path, 1).toLowerCase(Locale.ROOT);
            Optional<String> speaker =
                    Optional.ofNullable(SPEAKERS.get(AudioTree.folder(path, 2).toLowerCase(Locale.ROOT)));
            if (speaker.isPresent() && EMOTIONS.containsKey(emotion)) {
                clips.add(clip(path, speaker.get(), Emotions.of(EMOTIONS, emotion)));
            } else {
                skipped.add(new Skipped(path, "not in the folders of a CASIA speaker and emotion"));
            }
        }
        return Reading.distinct(this, clips, skipped, Casia::recording);
    }

    /** Its parts number their files alike, but call the speakers otherwise. */
    private static String recording(Path path) {
        return AudioTree.folder(path, 2) + "/" + AudioTree.folder(path, 1) + "/" + AudioTree.stem(path);
    }

    private LabelledClip clip(Path path, String speaker, EmotionCategory emotion) {
        return new LabelledClip(
                path,
                name(),
                name() + "/" + speaker,
                Optional.empty(),
                Optional.of(emotion),
                Intensity.of(emotion, LabelledClip.UNLABELLED),
                Optional.empty(),
                "zh");
    }
}
