package io.speecheq.trainer.phonemes;

import io.speecheq.trainer.corpus.LabelledClip;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The phonemes said in each of a set of clips. A clip takes part when its language is the inventory's, it has a text, and the
 * lexicon knows every word of it; the others are left out of this task alone.
 *
 * @param phonemes indices in the inventory by the clip's path, silence never among them, at least one
 * @param leftOut clips that take no part
 * @param missingWords words that the lexicon does not know, and how often they occur
 */
public record Transcripts(
        PhonemeInventory inventory,
        Map<Path, List<Integer>> phonemes,
        LeftOut leftOut,
        Map<String, Integer> missingWords) {
    /**
     * How many clips take no part, and why.
     *
     * @param otherLanguage in a language that the inventory does not cover, or that nobody tells
     * @param withoutText of which it is not known what is said, or in which nothing is
     * @param incomplete with a word that the lexicon does not know
     */
    public record LeftOut(int otherLanguage, int withoutText, int incomplete) {}

    private static final int WORDS_NAMED = 5;

    public Transcripts {
        phonemes = Map.copyOf(phonemes);
        missingWords = Map.copyOf(missingWords);
    }

    public static Transcripts of(Collection<LabelledClip> clips, Lexicon lexicon) {
        Map<Path, List<Integer>> phonemes = new HashMap<>();
        Map<String, Integer> missingWords = new TreeMap<>();
        int otherLanguage = 0;
        int withoutText = 0;
        int incomplete = 0;
        for (LabelledClip clip : clips) {
            if (!lexicon.inventory().covers(clip.language())) {
                otherLanguage++;
                continue;
            }
            Pronunciation said = lexicon.pronounce(clip.text().orElse(""));
            said.missing().forEach(word -> missingWords.merge(word, 1, Integer::sum));
            if (!said.isComplete()) {
                incomplete++;
            } else if (said.phonemes().isEmpty()) {
                withoutText++;
            } else {
                phonemes.put(clip.path(), said.phonemes());
            }
        }
        return new Transcripts(
                lexicon.inventory(), phonemes, new LeftOut(otherLanguage, withoutText, incomplete), missingWords);
    }

    /** What is said in a clip; empty when it takes no part. */
    public Optional<List<Integer>> of(LabelledClip clip) {
        return Optional.ofNullable(phonemes.get(clip.path()));
    }

    /** One line for people: how many clips take part, why others do not, and the words that are missing most often. */
    public String summary() {
        String named = missingWords.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(WORDS_NAMED)
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
        return "%s: %d clips with phonemes; left out: %d in another language or of none told, %d without text, %d with unknown words%s"
                .formatted(
                        inventory.name(),
                        phonemes.size(),
                        leftOut.otherLanguage(),
                        leftOut.withoutText(),
                        leftOut.incomplete(),
                        named.isEmpty() ? "" : ", most often " + named);
    }
}
