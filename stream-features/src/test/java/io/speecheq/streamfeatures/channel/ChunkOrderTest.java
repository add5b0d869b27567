package io.speecheq.streamfeatures.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.streamfeatures.channel.ChunkOrder.Duplicate;
import io.speecheq.streamfeatures.channel.ChunkOrder.Gap;
import io.speecheq.streamfeatures.channel.ChunkOrder.InOrder;
import io.speecheq.streamfeatures.channel.ChunkOrder.TooFar;
import io.speecheq.streamfeatures.channel.ChunkOrder.TooLate;
import org.junit.jupiter.api.Test;

class ChunkOrderTest {

    @Test
    void theExpectedChunkIsInOrder() {
        assertThat(admit(800, 800, 160)).isEqualTo(new InOrder(0));
    }

    @Test
    void whatIsKnownOfAnOverlappingChunkIsTold() {
        assertThat(admit(800, 700, 160)).isEqualTo(new InOrder(100));
    }

    @Test
    void anEmptyChunkInItsPlaceIsInOrder() {
        assertThat(admit(800, 800, 0)).isEqualTo(new InOrder(0));
    }

    @Test
    void aChunkThatEndsWhereTheAudioDoesIsADuplicate() {
        assertThat(admit(800, 640, 160)).isEqualTo(new Duplicate());
        assertThat(admit(800, 700, 0)).isEqualTo(new Duplicate());
    }

    @Test
    void aChunkInAPlaceThatWasGivenUpIsTooLate() {
        assertThat(ChunkOrder.admit(800, 640, 160, 10_000, (from, to) -> false)).isEqualTo(new TooLate());
    }

    @Test
    void missingAudioIsCountedToTheSample() {
        assertThat(admit(800, 801, 160)).isEqualTo(new Gap(1));
        assertThat(admit(800, 10_800, 160)).isEqualTo(new Gap(10_000));
    }

    @Test
    void anAbsurdlyLargeGapIsNotBelieved() {
        assertThat(admit(800, 10_801, 160)).isEqualTo(new TooFar(10_001));
    }

    private static ChunkOrder admit(long expectedSample, long startSample, int samples) {
        return ChunkOrder.admit(expectedSample, startSample, samples, 10_000, (from, to) -> true);
    }
}
