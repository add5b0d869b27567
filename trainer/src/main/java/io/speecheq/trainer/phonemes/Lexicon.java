package io.speecheq.trainer.phonemes;

/** What knows how the words of one language are said. */
public interface Lexicon {
    PhonemeInventory inventory();

    /**
     * How a text is said.
     *
     * @param text as written: with capitals, punctuation and numbers
     */
    Pronunciation pronounce(String text);
}
