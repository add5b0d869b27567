package io.speecheq.streamfeatures.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.streamfeatures.chunk.RejectReason;
import org.apache.flink.api.java.tuple.Tuple2;
import org.junit.jupiter.api.Test;

class ChannelMetricsTest {

    private static final Tuple2<String, String> CHANNEL = Tuple2.of("call", "customer");
    private static final Tuple2<String, String> OTHER = Tuple2.of("call", "agent");

    private final RecordedMetrics group = RecordedMetrics.empty();
    private final ChannelMetrics metrics = new ChannelMetrics(group);

    @Test
    void chunksAreCountedByTheirPlaceInTheOrder() {
        metrics.chunk(CHANNEL, new ChunkOrder.InOrder(0));
        metrics.chunk(CHANNEL, new ChunkOrder.Duplicate());
        metrics.chunk(CHANNEL, new ChunkOrder.Gap(1));
        metrics.chunk(CHANNEL, new ChunkOrder.TooLate());
        metrics.chunk(CHANNEL, new ChunkOrder.TooFar(1));
        metrics.chunkAfterEnd();

        assertThat(count("duplicateChunks")).isEqualTo(1);
        assertThat(count("earlyChunks")).isEqualTo(1);
        assertThat(count("lateChunks")).isEqualTo(1);
        assertThat(count("chunksAfterEnd")).isEqualTo(1);
    }

    @Test
    void lossesAreCountedInMilliseconds() {
        metrics.lost(100);
        metrics.lost(2_000);

        assertThat(count("gaps")).isEqualTo(2);
        assertThat(count("lostMillis")).isEqualTo(2_100);
    }

    @Test
    void openChannelsAreThoseThatWereHeardAndNotClosed() {
        metrics.chunk(CHANNEL, new ChunkOrder.InOrder(0));
        metrics.chunk(CHANNEL, new ChunkOrder.InOrder(0));
        metrics.chunk(OTHER, new ChunkOrder.Gap(5));
        assertThat(openChannels()).isEqualTo(2);

        metrics.closed(CHANNEL, false);
        metrics.closed(OTHER, true);

        assertThat(openChannels()).isEqualTo(0);
        assertThat(count("timedOutChannels")).isEqualTo(1);
    }

    @Test
    void deadLettersAreCountedByTheirReason() {
        metrics.rejected(RejectReason.ABSURD_GAP);
        metrics.rejected(RejectReason.OTHER_CALL_START);
        metrics.rejected(RejectReason.OTHER_CALL_START);

        assertThat(deadLetters(RejectReason.ABSURD_GAP)).isEqualTo(1);
        assertThat(deadLetters(RejectReason.OTHER_CALL_START)).isEqualTo(2);
        assertThat(deadLetters(RejectReason.BEYOND_LONGEST_CALL)).isZero();
    }

    private long deadLetters(RejectReason reason) {
        return count("reason." + reason + ".deadLetters");
    }

    private long count(String name) {
        return group.count("speecheq." + name);
    }

    private Object openChannels() {
        return group.value("speecheq.openChannels");
    }
}
