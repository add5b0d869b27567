package io.speecheq.trainer.phonemes;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which characters of a text are said. Letters and digits are, and signs that stand for a word: {@code 50%}, {@code $5}. What
 * a lexicon cannot read of them is missing from it, never passed over.
 */
final class WrittenWords {
    /** The inside of a regular expression's character class. */
    static final String SPOKEN = "\\p{L}\\p{N}\\p{Sc}+=%&@#";

    private static final Pattern MARK = Pattern.compile("\\[[^\\]]*]|<[^>]*>");

    private WrittenWords() {}

    /**
     * What transcribers write of sounds and of words that they do not understand: {@code [LAUGHTER]}, {@code <unk>}. It is not
     * said as it is written, so a lexicon lacks it.
     */
    static List<String> marks(String text) {
        return MARK.matcher(text).results().map(MatchResult::group).toList();
    }

    /** A text without its marks. */
    static String withoutMarks(String text) {
        return MARK.matcher(text).replaceAll(" ");
    }
}
