package io.speecheq.trainer.evaluation;

import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.features.Condition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Made-up answers to made-up clips. */
public final class Answers {
    private static final List<EmotionCategory> HEARD = List.of(
            EmotionCategory.NEUTRAL,
            EmotionCategory.JOY,
            EmotionCategory.ANGER,
            EmotionCategory.SADNESS,
            EmotionCategory.FEAR);

    private Answers() {}

    public static ScoredClip scored(
            String path, String speaker, Optional<EmotionCategory> gold, EmotionCategory told, float intensity) {
        int count = SpeechEqMetric.CATEGORIES.size();
        List<Float> scores = new ArrayList<>(Collections.nCopies(count, 0.0375f));
        scores.set(SpeechEqMetric.CATEGORIES.indexOf(told.name()), 0.7f);
        LabelledClip clip = new LabelledClip(
                Path.of(path),
                speaker.substring(0, speaker.indexOf('/')),
                speaker,
                Optional.empty(),
                gold,
                intensity,
                Optional.empty(),
                "en");
        return new ScoredClip(clip, Condition.CLEAN, new Opinion(scores, Math.max(0, intensity * 0.9f)));
    }

    public static Prediction told(String speaker, EmotionCategory gold, EmotionCategory told) {
        return scored("a.wav", speaker, Optional.of(gold), told, LabelledClip.UNLABELLED)
                .prediction()
                .orElseThrow();
    }

    /** Forty clips of each speaker, right 7 times in 10, in one condition and with intensities. */
    public static List<ScoredClip> ofSpeakers(Random random, List<String> speakers) {
        List<ScoredClip> scored = new ArrayList<>();
        for (String speaker : speakers) {
            for (int i = 0; i < 40; i++) {
                EmotionCategory gold = HEARD.get(i % HEARD.size());
                EmotionCategory told = random.nextDouble() < 0.7 ? gold : HEARD.get(random.nextInt(HEARD.size()));
                float intensity = gold == EmotionCategory.NEUTRAL ? 0 : 1.5f + i % 3;
                scored.add(scored(speaker + "-" + i + ".wav", speaker, Optional.of(gold), told, intensity));
            }
        }
        return scored;
    }
}
