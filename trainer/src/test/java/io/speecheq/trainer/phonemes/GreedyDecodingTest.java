package io.speecheq.trainer.phonemes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GreedyDecodingTest {
    @Test
    void repetitionsAreTakenOnceUnlessABlankLiesBetween() {
        assertThat(decode(3, 0, 1, 1, 0, 1, 2, 2, 0)).containsExactly(1, 1, 2);
    }

    @Test
    void silenceAloneIsNothing() {
        assertThat(decode(3, 0, 0, 0)).isEmpty();
    }

    @Test
    void paddingIsNotHeard() {
        float[] scores = new float[2 * 3 * 4];
        put(scores, 0, 4, 1, 2, 1, 2);
        put(scores, 12, 4, 1, 2, 1, 2);

        assertThat(GreedyDecoding.of(scores, 3, new int[] {4, 2})).containsExactly(List.of(1, 2, 1, 2), List.of(1, 2));
    }

    @Test
    void scoresThatDoNotFitTheBatchAreRefused() {
        assertThatThrownBy(() -> GreedyDecoding.of(new float[7], 3, new int[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("7 scores for 2 clips of 3 phonemes");
    }

    private static List<Integer> decode(int phonemes, int... path) {
        float[] scores = new float[phonemes * path.length];
        put(scores, 0, path.length, path);
        return GreedyDecoding.of(scores, phonemes, new int[] {path.length}).get(0);
    }

    private static void put(float[] scores, int offset, int frames, int... path) {
        for (int t = 0; t < path.length; t++) {
            scores[offset + path[t] * frames + t] = 1;
        }
    }
}
