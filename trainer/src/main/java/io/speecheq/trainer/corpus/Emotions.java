package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The words of a corpus for emotions, as categories of the SpeechEQ metric. */
final class Emotions {
    /** What a table may say: the categories' names, and the usual words for six of them. */
    static final SortedMap<String, EmotionCategory> WORDS = words();

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

    private static SortedMap<String, EmotionCategory> words() {
        SortedMap<String, EmotionCategory> words = new TreeMap<>(Map.of(
                "angry", EmotionCategory.ANGER,
                "disgusted", EmotionCategory.DISGUST,
                "fearful", EmotionCategory.FEAR,
                "happiness", EmotionCategory.JOY,
                "happy", EmotionCategory.JOY,
                "sad", EmotionCategory.SADNESS,
                "surprised", EmotionCategory.SURPRISE));
        for (EmotionCategory category : EmotionCategory.values()) {
            words.put(category.name().toLowerCase(Locale.ROOT), category);
        }
        return Collections.unmodifiableSortedMap(words);
    }
}
