package io.speecheq.trainer.phonemes;

import com.hankcs.hanlp.HanLP;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chinese characters as HanLP's dictionary of phrases says them in Mandarin: 行 is {@code hang2} in 银行 and {@code xing2} in
 * 行走. Traditional characters are read as their simplified ones.
 *
 * <p>Tones are those of the dictionary: 不 and 一 keep theirs before other tones, and 儿 at the end of a word is a syllable of
 * its own. A character without a known reading is missing, and so are digits and Latin words, which are said in several ways.
 */
public final class Pinyin implements Lexicon {
    /** A Chinese character, or a run of others that are said. */
    private static final Pattern SPOKEN = Pattern.compile("\\p{IsHan}|[" + WrittenWords.SPOKEN + "&&[^\\p{IsHan}]]+");

    private final Map<String, Integer> positions = PhonemeInventory.MANDARIN.positions();

    @Override
    public PhonemeInventory inventory() {
        return PhonemeInventory.MANDARIN;
    }

    @Override
    public Pronunciation pronounce(String text) {
        String written = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String simplified = HanLP.convertToSimplifiedChinese(WrittenWords.withoutMarks(written));
        List<String> syllables = HanLP.convertToPinyinList(simplified).stream()
                .map(Object::toString)
                .toList();
        if (syllables.size() != simplified.length()) {
            throw new IllegalStateException(
                    syllables.size() + " syllables for " + simplified.length() + " characters: " + simplified);
        }
        List<Integer> phonemes = new ArrayList<>();
        List<String> missing = new ArrayList<>(WrittenWords.marks(written));
        Matcher spoken = SPOKEN.matcher(simplified);
        while (spoken.find()) {
            Optional<PinyinSyllable> syllable = PinyinSyllable.parse(syllables.get(spoken.start()));
            syllable.ifPresentOrElse(known -> phonemes.addAll(indices(known)), () -> missing.add(spoken.group()));
        }
        return new Pronunciation(phonemes, missing);
    }

    private List<Integer> indices(PinyinSyllable syllable) {
        List<Integer> indices = new ArrayList<>();
        syllable.initial().map(positions::get).ifPresent(indices::add);
        indices.add(positions.get(syllable.tonal()));
        return indices;
    }
}
