package io.speecheq.trainer.training;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.trainer.corpus.Gender;
import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.corpus.SpeakerSplit;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.network.SpeechEqNetwork;
import io.speecheq.trainer.phonemes.PhonemeInventory;
import io.speecheq.trainer.phonemes.Transcripts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

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

    /** Clips of one language without an emotion. */
    static List<AnalysedClip> spoken(int count) {
        return of("spoken", 1, count).stream()
                .map(clip -> new AnalysedClip(
                        new LabelledClip(
                                clip.clip().path(),
                                "spoken",
                                "spoken/0",
                                Optional.empty(),
                                Optional.empty(),
                                LabelledClip.UNLABELLED,
                                Optional.of("ah"),
                                "en"),
                        clip.in(Condition.CLEAN),
                        clip.in(Condition.CLEAN)))
                .toList();
    }

    /** Data in which every clip says the same two phonemes. */
    static TrainingMaterial speaking(List<AnalysedClip> training, List<AnalysedClip> development) {
        Map<Path, List<Integer>> said = new HashMap<>();
        Stream.concat(training.stream(), development.stream())
                .forEach(clip -> said.put(clip.clip().path(), List.of(4, 7)));
        Transcripts transcripts =
                new Transcripts(PhonemeInventory.ENGLISH, said, new Transcripts.LeftOut(0, 0, 0), Map.of());
        return new TrainingMaterial(
                SpeakerSplit.of(List.of(), List.of()),
                FeatureSpec.standard(),
                training,
                development,
                List.of(),
                new Speech(Optional.of(transcripts)));
    }

    /** Data whose every clip is trained on. */
    static TrainingMaterial data(List<AnalysedClip> clips) {
        return data(SpeakerSplit.of(List.of(), List.of()), clips, List.of());
    }

    static TrainingMaterial data(SpeakerSplit split, List<AnalysedClip> training, List<AnalysedClip> development) {
        return new TrainingMaterial(
                split,
                FeatureSpec.standard(),
                training,
                development,
                List.of(new CorpusShare("made", "none", training.size(), 3, 0.1)),
                Speech.none());
    }

    static TrainingPlan plan(Recipe recipe) {
        return plan(recipe, data(SpeakerSplit.of(List.of("made/9"), List.of()), of("made", 3, 4), of("made", 1, 2)));
    }

    static TrainingPlan plan(Recipe recipe, TrainingMaterial data) {
        return new TrainingPlan(
                recipe,
                new SpeechEqNetwork(data.speech().phonemes(), recipe.dropout()),
                11,
                "unknown",
                Preparation.plain(),
                data);
    }
}
