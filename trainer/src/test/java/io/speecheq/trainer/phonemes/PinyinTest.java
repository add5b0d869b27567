package io.speecheq.trainer.phonemes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinyinTest {
    private final Pinyin lexicon = new Pinyin();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "他去银行取钱。 | t a1 q v4 in2 h ang2 q v3 q ian2",
                "他行走很慢 | t a1 x ing2 z ou3 h en3 m an4",
                "我住在重庆 | uo3 zh u4 z ai4 ch ong2 q ing4",
                "这很重要 | zh e4 h en3 zh ong4 iao4",
                "孩子长大了 | h ai2 z i5 zh ang3 d a4 l e5",
                "长度 | ch ang2 d u4",
                "音乐，快乐！ | in1 ve4 k uai4 l e4",
                "我们的 | uo3 m en5 d e5",
                "女人 | n v3 r en2",
                "绿色 | l v4 s e4",
                "月亮 | ve4 l iang4",
                "云 | vn2",
                "邻居 | l in2 j v1",
                "儿子 | er2 z i5",
                "二十 | er4 sh i2",
                "银行重庆 | in2 h ang2 ch ong2 q ing4",
                "銀行重慶 | in2 h ang2 ch ong2 q ing4",
                "〇 | l ing2"
            })
    void aCharacterIsSaidAsItsPhraseHasIt(String text, String phonemes) {
        Pronunciation said = lexicon.pronounce(text);

        assertThat(said.missing()).isEmpty();
        assertThat(said.phonemes().stream()
                        .map(PhonemeInventory.MANDARIN.symbols()::get)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(phonemes);
    }

    @ParameterizedTest
    @CsvSource({"我有 12 个, 12", "Ｋ歌, K", "𠀀, 𠀀", "100％, 100%", "嗯哟, 哟", "云［笑声］, [笑声]"})
    void whatHasNoKnownReadingIsMissing(String text, String word) {
        assertThat(lexicon.pronounce(text).missing()).containsExactly(word);
    }

    @Test
    void aTextOfPunctuationIsCompleteAndEmpty() {
        Pronunciation said = lexicon.pronounce("，。！？…… 「」");

        assertThat(said.isComplete()).isTrue();
        assertThat(said.phonemes()).isEmpty();
    }
}
