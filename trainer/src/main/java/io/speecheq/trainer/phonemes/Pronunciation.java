package io.speecheq.trainer.phonemes;

import java.util.List;

/**
 * How a text is said, as far as a lexicon knows.
 *
 * @param phonemes indices in the lexicon's inventory, silence never among them; those of the known words alone
 * @param missing the words that the lexicon does not know, as often as they occur
 */
public record Pronunciation(List<Integer> phonemes, List<String> missing) {
    public Pronunciation {
        phonemes = List.copyOf(phonemes);
        missing = List.copyOf(missing);
        if (phonemes.contains(PhonemeInventory.BLANK)) {
            throw new IllegalArgumentException("silence is no part of a pronunciation: " + phonemes);
        }
    }

    /** Whether every word is known. */
    public boolean isComplete() {
        return missing.isEmpty();
    }
}
