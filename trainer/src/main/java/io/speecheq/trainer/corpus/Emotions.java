package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.util.Map;

/** The words of a corpus for emotions, as categories of the SpeechEQ metric. */
final class Emotions {
    private Emotions() {}

    /**
     * The category that a corpus means by a word.
     *
     * @throws IllegalArgumentException when the scheme has no such word; callers match names against the scheme first
     */
    static EmotionCategory of(Map<String, EmotionCategory> scheme, String word) {
        EmotionCategory emotion = scheme.get(word);
        if (emotion == null) {
            throw new IllegalArgumentException("no emotion is called " + word + ", only " + scheme.keySet());
        }
        return emotion;
    }
}
