package io.speecheq.trainer.phonemes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhonemeErrorRateTest {
    @Test
    void insertionsDeletionsAndSubstitutionsCountOneEach() {
        assertThat(PhonemeErrorRate.of(List.of(1, 2, 3), List.of(1, 2, 3)).edits())
                .isZero();
        assertThat(PhonemeErrorRate.of(List.of(1, 9, 2, 3), List.of(1, 2, 3)).edits())
                .isEqualTo(1);
        assertThat(PhonemeErrorRate.of(List.of(1, 3), List.of(1, 2, 3)).edits()).isEqualTo(1);
        assertThat(PhonemeErrorRate.of(List.of(1, 9, 3), List.of(1, 2, 3)).edits())
                .isEqualTo(1);
        assertThat(PhonemeErrorRate.of(List.of(), List.of(1, 2, 3)).edits()).isEqualTo(3);
        assertThat(PhonemeErrorRate.of(List.of(1, 2, 3), List.of()).edits()).isEqualTo(3);
    }

    @Test
    void longClipsWeighMore() {
        PhonemeErrorRate both = PhonemeErrorRate.of(List.of(), List.of(1))
                .plus(PhonemeErrorRate.of(List.of(1, 2, 3), List.of(1, 2, 3)));

        assertThat(both.value()).hasValue(0.25);
    }

    @Test
    void nothingSaidHasNoRate() {
        assertThat(PhonemeErrorRate.NONE.value()).isEmpty();
    }

    @Test
    void theDistanceIsAMetric() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Integer> a = sequence(random);
            List<Integer> b = sequence(random);
            List<Integer> c = sequence(random);
            long ab = PhonemeErrorRate.of(a, b).edits();

            assertThat(ab)
                    .as("seed %d", seed)
                    .isEqualTo(PhonemeErrorRate.of(b, a).edits());
            assertThat(ab)
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(PhonemeErrorRate.of(a, c).edits()
                            + PhonemeErrorRate.of(c, b).edits())
                    .isBetween((long) Math.abs(a.size() - b.size()), (long) Math.max(a.size(), b.size()));
        }
    }

    private static List<Integer> sequence(Random random) {
        return IntStream.range(0, random.nextInt(8))
                .map(i -> 1 + random.nextInt(3))
                .boxed()
                .toList();
    }
}
