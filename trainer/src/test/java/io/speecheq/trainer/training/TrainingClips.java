package io.speecheq.trainer.training;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.trainer.corpus.Gender;
import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.corpus.SpeakerSplit;
import io.speecheq.trainer.features.AnalysedClip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Made-up clips: noise around a level that follows from the emotion. */
final class TrainingClips {
    static final List<EmotionCategory> EMOTIONS = List.of(EmotionCategory.ANGER, EmotionCategory.SADNESS);

    private TrainingClips() {}

    static List<AnalysedClip> of(String corpus, int speakers, int clipsEach) {
        List<AnalysedClip> clips = new ArrayList<>();
        for (int speaker = 0; speaker < speakers; speaker++) {
            for (int i = 0; i < clipsEach; i++) {
                clips.add(clip(corpus, speaker, i));
            }
        }
        return clips;
    }

    private static AnalysedClip clip(String corpus, int speaker, int number) {
        int emotion = number % EMOTIONS.size();
        Random random = new Random(31L * speaker + number);
        int frames = 24 + random.nextInt(12);
        float[] values = new float[frames * 80];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() + (emotion == 0 ? Math.sin(Math.floor(i / 80.0)) : 0));
        }
        FrameMatrix matrix = FrameMatrix.copyOf(values, frames, 80);
        LabelledClip label = new LabelledClip(
                Path.of(corpus + "-" + speaker + "-" + number + ".wav"),
                corpus,
                corpus + "/" + speaker,
                Optional.of(speaker % 2 == 0 ? Gender.FEMALE : Gender.MALE),
                Optional.of(EMOTIONS.get(emotion)),
                emotion == 0 ? 3 : LabelledClip.UNLABELLED,
                Optional.empty(),
                "en");
        return new AnalysedClip(label, matrix, matrix);
    }

    static TrainingPlan plan(Recipe recipe) {
        return new TrainingPlan(
                recipe,
                11,
                "unknown",
                SpeakerSplit.of(List.of("made/9"), List.of()),
                FeatureSpec.standard(),
                of("made", 3, 4),
                of("made", 1, 2),
                List.of(new CorpusShare("made", "none", 12, 3, 0.1)));
    }
}
