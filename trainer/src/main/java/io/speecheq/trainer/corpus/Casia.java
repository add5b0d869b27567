package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CASIA, Mandarin: {@code liuchanhg/angry/201.wav}, the folders being speaker and emotion. Neither the texts nor the
 * speakers' genders are published with it.
 */
public record Casia() implements Corpus {
    private static final Set<String> SPEAKERS = Set.of("liuchanhg", "wangzhe", "zhaoquanyin", "zhaozuoxiang");
    private static final Map<String, EmotionCategory> EMOTIONS = Map.of(
            "angry", EmotionCategory.ANGER,
            "fear", EmotionCategory.FEAR,
            "happy", EmotionCategory.JOY,
            "neutral", EmotionCategory.NEUTRAL,
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
            String emotion = AudioTree.folder(path, 1);
            String speaker = AudioTree.folder(path, 2);
            if (SPEAKERS.contains(speaker) && EMOTIONS.containsKey(emotion)) {
                clips.add(clip(path, speaker, Emotions.of(EMOTIONS, emotion)));
            } else {
                skipped.add(new Skipped(path, "not in the folders of a CASIA speaker and emotion"));
            }
        }
        return new Reading(this, clips, skipped);
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
