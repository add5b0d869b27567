package io.speecheq.trainer.phonemes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.trainer.corpus.CorpusException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CmuDictTest {
    @TempDir
    Path folder;

    private CmuDict dictionary;

    @BeforeEach
    void readASmallDictionary() throws Exception {
        Path file = Dictionaries.write(
                folder,
                "# a dictionary of few words",
                "'em AH0 M",
                "a AH0",
                "a(2) EY1",
                "a.m. EY2 EH1 M",
                "aalen AE1 L AH0 N # place, german",
                "cafe K AH0 F EY1",
                "don't D OW1 N T",
                "eighty EY1 T IY0",
                "go G OW1",
                "nineteen N AY1 N T IY1 N",
                "three TH R IY1",
                "twenty T W EH1 N T IY0",
                "x-ray EH1 K S R EY2",
                "zero Z IH1 R OW0");
        dictionary = CmuDict.read(file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "go | G OW1",
                "Go! | G OW1",
                "a | AH0",
                "Aalen. | AE1 L AH0 N",
                "don’t go | D OW1 N T G OW1",
                "\"don't\" | D OW1 N T",
                "go 'em | G OW1 AH0 M",
                "'go' | G OW1",
                "go-go | G OW1 G OW1",
                "x-ray | EH1 K S R EY2",
                "go—go | G OW1 G OW1",
                "go...go | G OW1 G OW1",
                "at 3 a.m. | ",
                "3 a.m. | TH R IY1 EY2 EH1 M",
                "café | K AH0 F EY1",
                "0 | Z IH1 R OW0",
                "19 | N AY1 N T IY1 N",
                "80 | EY1 T IY0",
                "23 | T W EH1 N T IY0 TH R IY1",
                "23-3 | T W EH1 N T IY0 TH R IY1 TH R IY1",
                "go, - go | G OW1 G OW1"
            })
    void aTextIsSaidWordByWord(String text, String phonemes) {
        Pronunciation said = dictionary.pronounce(text);

        assertThat(said.isComplete()).isEqualTo(phonemes != null);
        if (phonemes != null) {
            assertThat(symbols(said)).isEqualTo(phonemes);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Gone!, gone",
        "'Gone', gone",
        "1984, 1984",
        "007, 007",
        "3.5, 3.5",
        "3rd, 3rd",
        "50%, 50%",
        "$3, $3",
        "&, &",
        "x-men, men",
        "[LAUGHTER], [LAUGHTER]",
        "<unk>, <unk>",
        "[Go], [Go]"
    })
    void aWordThatIsNoEntryIsMissing(String text, String word) {
        assertThat(dictionary.pronounce("go " + text).missing()).contains(word);
    }

    @Test
    void missingWordsAreToldAsOftenAsTheyOccur() {
        assertThat(dictionary.pronounce("Stop, go, stop").missing()).containsExactly("stop", "stop");
    }

    @Test
    void aTextOfPunctuationIsCompleteAndEmpty() {
        Pronunciation said = dictionary.pronounce(" -- ... ' ");

        assertThat(said.isComplete()).isTrue();
        assertThat(said.phonemes()).isEmpty();
    }

    @Test
    void whoHasNoDictionaryIsToldWhereToGetIt() {
        assertThatThrownBy(() -> CmuDict.read(folder.resolve("none.dict")))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("none.dict")
                .hasMessageContaining("CMU Pronouncing Dictionary");
    }

    @Test
    void anotherFileIsRefusedWithTheLineThatShowsIt() throws Exception {
        Path file = Files.writeString(folder.resolve("words.txt"), "go G OW1\ngone gɒn\n");

        assertThatThrownBy(() -> CmuDict.read(file))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("gone gɒn");
    }

    @Test
    void anEmptyFileIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("words.txt"), "# nothing\n\n");

        assertThatThrownBy(() -> CmuDict.read(file))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("no words");
    }

    private static String symbols(Pronunciation said) {
        return said.phonemes().stream()
                .map(PhonemeInventory.ENGLISH.symbols()::get)
                .collect(Collectors.joining(" "));
    }
}
