package io.speecheq.trainer.phonemes;

import io.speecheq.trainer.corpus.CorpusException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * English words as the CMU Pronouncing Dictionary says them, from its file {@code cmudict.dict}: a word and its phonemes on a
 * line, {@code #} before a remark, {@code word(2)} for a second way to say it, of which the first alone is taken.
 *
 * <p>A text loses its capitals, accents and punctuation; a word with a hyphen that is no entry is two words. Whole numbers up
 * to 99 are said in full. Longer ones ({@code 1984}, {@code 911}) are said in several ways, so they are missing, as are
 * ordinals, fractions, signs, and transcribers' marks ({@code [laughter]}).
 */
public final class CmuDict implements Lexicon {
    private static final Pattern VARIANT = Pattern.compile(".+\\([0-9]+\\)");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern GAPS = Pattern.compile("[^" + WrittenWords.SPOKEN + "'.-]+|\\.{2,}");
    private static final Pattern REMARK = Pattern.compile("(^|\\s)#.*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern OUTER_STOPS = Pattern.compile("^[.-]+|[.-]+$");
    private static final Pattern OUTER_MARKS = Pattern.compile("^['.-]+|['.-]+$");
    private static final Pattern SMALL_NUMBER = Pattern.compile("[0-9]|[1-9][0-9]");
    private static final List<String> BELOW_TWENTY =
            List.of(("zero one two three four five six seven eight nine ten eleven "
                            + "twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
                    .split(" "));
    private static final List<String> TENS =
            List.of("twenty thirty forty fifty sixty seventy eighty ninety".split(" "));

    private final Map<String, List<Integer>> entries;

    private CmuDict(Map<String, List<Integer>> entries) {
        this.entries = entries;
    }

    /**
     * Reads the dictionary.
     *
     * @throws CorpusException when there is no such file, or it is not one of these dictionaries
     */
    public static CmuDict read(Path file) throws CorpusException {
        if (!Files.isRegularFile(file)) {
            throw new CorpusException(
                    file + ": there is no such file; get cmudict.dict of the CMU Pronouncing Dictionary (BSD-2-Clause)"
                            + " from https://github.com/cmusphinx/cmudict");
        }
        Map<String, Integer> positions = PhonemeInventory.ENGLISH.positions();
        Map<String, List<Integer>> entries = new HashMap<>();
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            for (String line : (Iterable<String>) lines::iterator) {
                add(line, positions, entries);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new CorpusException(file + " cannot be read; check that it is cmudict.dict: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new CorpusException(file + ": " + e.getMessage() + "; check that it is cmudict.dict", e);
        }
        if (entries.isEmpty()) {
            throw new CorpusException(file + " has no words; check that it is cmudict.dict");
        }
        return new CmuDict(entries);
    }

    private static void add(String line, Map<String, Integer> positions, Map<String, List<Integer>> into) {
        List<String> fields =
                List.of(BLANKS.split(REMARK.matcher(line).replaceFirst("").strip()));
        String word = fields.get(0);
        if (word.isEmpty() || VARIANT.matcher(word).matches()) {
            return;
        }
        List<String> symbols = fields.subList(1, fields.size());
        if (symbols.isEmpty() || !positions.keySet().containsAll(symbols)) {
            throw new IllegalArgumentException("\"" + line + "\" is no word and its phonemes");
        }
        into.putIfAbsent(
                word.toLowerCase(Locale.ROOT),
                symbols.stream().map(positions::get).toList());
    }

    @Override
    public PhonemeInventory inventory() {
        return PhonemeInventory.ENGLISH;
    }

    @Override
    public Pronunciation pronounce(String text) {
        List<Integer> phonemes = new ArrayList<>();
        List<String> missing = new ArrayList<>(WrittenWords.marks(text));
        GAPS.splitAsStream(plain(WrittenWords.withoutMarks(text)))
                .flatMap(this::words)
                .forEach(word -> Optional.ofNullable(entries.get(word))
                        .ifPresentOrElse(phonemes::addAll, () -> missing.add(word)));
        return new Pronunciation(phonemes, missing);
    }

    private static String plain(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        return ACCENTS.matcher(decomposed)
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replace('‘', '\'');
    }

    /** The entries that a written word is said with; itself where there are none. */
    private Stream<String> words(String written) {
        String bare = OUTER_MARKS.matcher(written).replaceAll("");
        if (bare.isEmpty()) {
            return Stream.empty();
        }
        // A stop ends a sentence before it shortens a word; an apostrophe shortens a word before it is a quotation
        // mark.
        Optional<String> entry = Stream.of(OUTER_STOPS.matcher(written).replaceAll(""), written, bare)
                .filter(entries::containsKey)
                .findFirst();
        if (entry.isPresent()) {
            return entry.stream();
        }
        if (SMALL_NUMBER.matcher(bare).matches()) {
            return spelled(Integer.parseInt(bare));
        }
        return bare.contains("-") ? Arrays.stream(bare.split("-+")).flatMap(this::words) : Stream.of(bare);
    }

    private static Stream<String> spelled(int number) {
        if (number < BELOW_TWENTY.size()) {
            return Stream.of(BELOW_TWENTY.get(number));
        }
        String tens = TENS.get(number / 10 - 2);
        return number % 10 == 0 ? Stream.of(tens) : Stream.of(tens, BELOW_TWENTY.get(number % 10));
    }
}
