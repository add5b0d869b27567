package io.speecheq.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.acoustics.features.FrameMatrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaddedBatchTest {
    @Test
    void clipsOfLikeLengthsGoTogether() {
        assertThat(positions(30, 10, 20, 12)).containsExactly(List.of(1, 3), List.of(2, 0));
    }

    @Test
    void veryLongClipsGoAlone() {
        assertThat(positions(300, 20_000, 310, 20_000))
                .as("two of 20,000 frames would take twice the memory of eight clips of half a minute")
                .containsExactly(List.of(0, 2), List.of(1), List.of(3));
    }

    private static List<List<Integer>> positions(int... frames) {
        List<FrameMatrix> clips = Arrays.stream(frames)
                .mapToObj(count -> FrameMatrix.copyOf(new float[count], count, 1))
                .toList();
        return PaddedBatch.cut(clips, 2).stream().map(PaddedBatch::positions).toList();
    }
}
