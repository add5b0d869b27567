package io.speecheq.trainer.phonemes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PhonemeInventoryTest {
    @Test
    void englishHasSilenceAndThe84SymbolsOfCmudict() {
        assertThat(PhonemeInventory.ENGLISH.symbols())
                .hasSize(85)
                .startsWith("SIL", "AA", "AA0")
                .endsWith("ZH");
    }

    @Test
    void mandarinHasSilenceThe21InitialsAndThe36FinalsInFiveTones() {
        assertThat(PinyinSyllable.INITIALS).hasSize(21);
        assertThat(PinyinSyllable.FINALS).hasSize(36);
        assertThat(PhonemeInventory.MANDARIN.symbols())
                .hasSize(202)
                .startsWith("SIL", "b")
                .endsWith("er5");
    }

    @Test
    void anInventoryCoversItsLanguageInAnyRegion() {
        assertThat(PhonemeInventory.ENGLISH.covers("en-GB")).isTrue();
        assertThat(PhonemeInventory.MANDARIN.covers("zh-Hans-CN")).isTrue();
        assertThat(PhonemeInventory.MANDARIN.covers("zh-yue")).isFalse();
        assertThat(PhonemeInventory.ENGLISH.covers("de")).isFalse();
    }

    @Test
    void anInventoryWithoutSilenceInFrontIsRefused() {
        assertThatThrownBy(() -> new PhonemeInventory("xx-own", "xx", List.of("A", "SIL")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("xx-own must begin with SIL");
    }

    @Test
    void aSymbolThatOccursTwiceIsRefused() {
        assertThatThrownBy(() -> new PhonemeInventory("xx-own", "xx", List.of("SIL", "A", "A")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }
}
