package io.speecheq.trainer.phonemes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The sounds that a network can tell apart, in the order of its outputs. The first is silence, which is also the blank of
 * connectionist temporal classification (CTC): it stands in no transcript.
 *
 * @param name as recipes and model cards give it: {@code en-cmudict}
 * @param language the primary subtag of a BCP 47 tag: {@code en}
 * @param symbols different ones, {@link #SILENCE} first
 */
public record PhonemeInventory(String name, String language, List<String> symbols) {
    public static final String SILENCE = "SIL";

    /** The index of silence, and of CTC's blank. */
    public static final int BLANK = 0;

    private static final int TONES = 5;

    /**
     * Silence and the 84 symbols of {@code cmudict.symbols} of the CMU Pronouncing Dictionary, in its order: 24 consonants,
     * and 15 vowels bare and with each stress (0 none, 1 primary, 2 secondary). The dictionary itself never uses the bare
     * ones.
     */
    public static final PhonemeInventory ENGLISH = ofSilenceAnd(
            "en-cmudict",
            "en",
            List.of(
                    ("AA AA0 AA1 AA2 AE AE0 AE1 AE2 AH AH0 AH1 AH2 AO AO0 AO1 AO2 AW AW0 AW1 AW2 AY AY0 AY1 AY2 B CH D DH "
                                    + "EH EH0 EH1 EH2 ER ER0 ER1 ER2 EY EY0 EY1 EY2 F G HH IH IH0 IH1 IH2 IY IY0 IY1 IY2 JH K L M N "
                                    + "NG OW OW0 OW1 OW2 OY OY0 OY1 OY2 P R S SH T TH UH UH0 UH1 UH2 UW UW0 UW1 UW2 V W Y Z ZH")
                            .split(" ")));

    /**
     * Silence, the 21 initials and the 36 finals of Mandarin, each final in five tones, the fifth being the neutral one: 202
     * symbols. See {@link PinyinSyllable} for the finals.
     */
    public static final PhonemeInventory MANDARIN = ofSilenceAnd("zh-pinyin", "zh", initialsAndFinals());

    public PhonemeInventory {
        symbols = List.copyOf(symbols);
        if (symbols.indexOf(SILENCE) != BLANK) {
            throw new IllegalArgumentException(name + " must begin with " + SILENCE + ", not " + symbols);
        }
        if (symbols.stream().distinct().count() != symbols.size()) {
            throw new IllegalArgumentException(name + " has a symbol twice: " + symbols);
        }
    }

    private static PhonemeInventory ofSilenceAnd(String name, String language, List<String> sounds) {
        List<String> symbols = new ArrayList<>();
        symbols.add(SILENCE);
        symbols.addAll(sounds);
        return new PhonemeInventory(name, language, symbols);
    }

    private static List<String> initialsAndFinals() {
        List<String> sounds = new ArrayList<>(PinyinSyllable.INITIALS);
        for (String rime : PinyinSyllable.FINALS) {
            for (int tone = 1; tone <= TONES; tone++) {
                sounds.add(rime + tone);
            }
        }
        return sounds;
    }

    public int size() {
        return symbols.size();
    }

    /** Whether speech tagged so is spoken in these sounds: {@code en-GB} is for {@code en}. */
    public boolean covers(String languageTag) {
        return Locale.forLanguageTag(languageTag).getLanguage().equals(language);
    }

    /** Where each symbol stands. */
    Map<String, Integer> positions() {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < symbols.size(); i++) {
            positions.put(symbols.get(i), i);
        }
        return positions;
    }
}
