package io.speecheq.trainer.phonemes;

/**
 * Which characters of a text are said. Letters and digits are, and signs that stand for a word: {@code 50%}, {@code $5}. What
 * a lexicon cannot read of them is missing from it, never passed over.
 */
final class WrittenWords {
    /** The inside of a regular expression's character class. */
    static final String SPOKEN = "\\p{L}\\p{N}\\p{Sc}+=%&@#";

    private WrittenWords() {}
}
