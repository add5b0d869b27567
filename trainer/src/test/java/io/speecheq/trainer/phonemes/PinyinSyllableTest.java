package io.speecheq.trainer.phonemes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinyinSyllableTest {
    /** The syllables of standard Mandarin without their tones, but for its interjections. */
    private static final List<String> STANDARD =
            List.of(("a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca"
                            + " cai can cang cao ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang"
                            + " chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei den deng di dia dian diao die ding diu"
                            + " dong dou du duan dui dun duo e ei en eng er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen"
                            + " geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan"
                            + " huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken"
                            + " keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie lin"
                            + " ling liu lo long lou lu luan lun luo lv lve ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo"
                            + " mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve o ou"
                            + " pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong"
                            + " qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo sa sai san sang sao se sen seng"
                            + " sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su"
                            + " suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang"
                            + " wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying"
                            + " yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi"
                            + " zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo")
                    .split(" "));

    @Test
    void everyStandardSyllableIsAnInitialAndAFinalOfItsOwn() {
        Map<String, String> spelledAs = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (String syllable : STANDARD) {
            for (int tone = 1; tone <= 5; tone++) {
                String spelled = syllable + tone;
                String taken = PinyinSyllable.parse(spelled)
                        .filter(parts -> PhonemeInventory.MANDARIN.symbols().contains(parts.tonal()))
                        .map(parts -> parts.initial().orElse("") + "+" + parts.tonal())
                        .orElse("nothing");
                if (taken.equals("nothing") || spelledAs.putIfAbsent(taken, spelled) != null) {
                    wrong.add(spelled + " is " + taken);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(spelledAs).hasSizeGreaterThan(5 * 395);
    }

    @Test
    void everyFinalIsUsed() {
        List<String> used = new ArrayList<>();
        for (String syllable : STANDARD) {
            PinyinSyllable.parse(syllable + "1").ifPresent(parts -> used.add(parts.rime()));
        }

        assertThat(used).containsAll(PinyinSyllable.FINALS);
    }

    @ParameterizedTest
    @CsvSource({
        "zhang3, zh, ang3",
        "yi1, '', i1",
        "wu3, '', u3",
        "yu2, '', v2",
        "yan2, '', ian2",
        "yuan2, '', van2",
        "yue4, '', ve4",
        "yun2, '', vn2",
        "yong3, '', iong3",
        "you3, '', iou3",
        "wei4, '', uei4",
        "wen2, '', uen2",
        "weng1, '', ueng1",
        "wo3, '', uo3",
        "ju1, j, v1",
        "que4, q, ve4",
        "xun4, x, vn4",
        "nv3, n, v3",
        "lve4, l, ve4",
        "liu2, l, iou2",
        "gui4, g, uei4",
        "dun4, d, uen4",
        "zi5, z, i5",
        "shi4, sh, i4",
        "er2, '', er2"
    })
    void aSpellingGoesBackToItsInitialAndFinal(String spelled, String initial, String tonal) {
        PinyinSyllable syllable = PinyinSyllable.parse(spelled).orElseThrow();

        assertThat(syllable.initial().orElse("")).isEqualTo(initial);
        assertThat(syllable.tonal()).isEqualTo(tonal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none5", "yo1", "m2", "ng4", "zhang", "zhang6", "", "Zhang3"})
    void whatIsNoSyllableIsNone(String spelled) {
        assertThat(PinyinSyllable.parse(spelled)).isEmpty();
    }
}
