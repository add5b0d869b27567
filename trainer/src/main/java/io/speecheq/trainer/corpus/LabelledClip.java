package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A recording of one speaker with what its corpus says about it, in SpeechEQ's labels.
 *
 * @param corpus name of its corpus
 * @param speaker unique over all corpora: {@code RAVDESS/07}
 * @param emotion empty where the corpus does not label it
 * @param intensity 0..4, or {@link #UNLABELLED}
 * @param text what is said, as written
 * @param language a BCP 47 tag
 * @param part the part that the corpus itself, or its table, puts the clip in
 */
public record LabelledClip(
        Path path,
        String corpus,
        String speaker,
        Optional<Gender> gender,
        Optional<EmotionCategory> emotion,
        float intensity,
        Optional<String> text,
        String language,
        Optional<Part> part) {
    /** What a clip is for. */
    public enum Part {
        TRAINING,
        DEVELOPMENT,
        TEST;

        /** Reads {@code train}, {@code dev}, {@code test}, … as corpora and tables write them; any other word is no part. */
        static Optional<Part> parse(String word) {
            return switch (word.strip().toLowerCase(Locale.ROOT)) {
                case "train", "training" -> Optional.of(TRAINING);
                case "dev", "development", "valid", "validation", "val", "evaluation" -> Optional.of(DEVELOPMENT);
                case "test" -> Optional.of(TEST);
                default -> Optional.empty();
            };
        }
    }

    /** The intensity of a clip whose corpus says nothing of it; the loss ignores it. */
    public static final float UNLABELLED = -1;

    public LabelledClip {
        if (intensity != UNLABELLED && !(intensity >= 0 && intensity <= 4)) {
            throw new IllegalArgumentException(path + ": an intensity lies in 0..4, not " + intensity);
        }
        if (!speaker.startsWith(corpus + "/")) {
            throw new IllegalArgumentException(
                    path + ": speaker " + speaker + " is not named after its corpus " + corpus);
        }
    }

    /** A clip of a corpus that divides nothing. */
    public LabelledClip(
            Path path,
            String corpus,
            String speaker,
            Optional<Gender> gender,
            Optional<EmotionCategory> emotion,
            float intensity,
            Optional<String> text,
            String language) {
        this(path, corpus, speaker, gender, emotion, intensity, text, language, Optional.empty());
    }

    public boolean hasIntensity() {
        return intensity != UNLABELLED;
    }
}
