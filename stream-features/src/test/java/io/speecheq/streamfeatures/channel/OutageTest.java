package io.speecheq.streamfeatures.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.streamfeatures.chunk.ChannelId;
import io.speecheq.streamfeatures.chunk.Chunk;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** A topic on which nothing comes for a while: its broker is away, and publishers resend when it is back. */
class OutageTest {

    private static final long NOW = 1_800_000_000_000L;

    private final List<Chunk> call = RecordedChannel.ofMillis(1, 8_000, 6_000).chunks();
    private final List<Chunk> other = RecordedChannel.ofMillis(2, 8_000, 60_000)
            .named(new ChannelId("call-2", "customer", NOW))
            .chunks();

    @Test
    void aSilenceOfEverythingIsNotHeldAgainstAnyChannel() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.acceptAll(call.subList(0, 20));
            harness.acceptAll(other.subList(0, 20));

            long backMillis = NOW + Attention.LONGEST_OUTAGE.toMillis();
            harness.waitUntil(backMillis);
            harness.accept(other.get(20), backMillis);
            harness.waitUntil(backMillis + 10_000);
            harness.acceptAll(call.subList(20, 60));

            assertThat(harness.windows("call-1")).isEqualTo(Collected.from(call).windows);
            assertThat(harness.closings())
                    .extracting(ChannelClosed::getTimedOut)
                    .containsExactly(false);
        }
    }

    @Test
    void aSilenceOfEverythingEndsEveryChannelAtLast() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.acceptAll(call.subList(0, 20));
            harness.acceptAll(other.subList(0, 20));

            harness.waitUntil(NOW + 149_999);
            assertThat(harness.closings()).isEmpty();
            harness.waitUntil(NOW + 150_000);

            assertThat(harness.closings())
                    .extracting(ChannelClosed::getTimedOut)
                    .first()
                    .isEqualTo(true);
            harness.waitUntil(NOW + 180_000);
            assertThat(harness.closings()).hasSize(2);
        }
    }

    @Test
    void whatStaysSilentAfterAnOutageEndsATimeoutLater() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.acceptAll(call.subList(0, 20));
            harness.acceptAll(other.subList(0, 20));
            harness.waitUntil(NOW + 50_000);
            for (int i = 0; i < 29; i++) {
                harness.accept(other.get(20 + i));
                harness.waitUntil(NOW + 51_000 + 1_000L * i);
            }
            assertThat(harness.closings()).isEmpty();

            harness.accept(other.get(49));
            harness.waitUntil(NOW + 80_000);

            assertThat(harness.closings())
                    .singleElement()
                    .satisfies(closed -> assertThat(closed.getCallId()).isEqualTo("call-1"));
        }
    }

    @Test
    void anotherRecordNowAndThenKeepsNoChannelOpenForever() {
        Attention attention = new Attention(30_000, () -> true, NOW);
        long boundMillis = NOW + 30_000 + Attention.LONGEST_OUTAGE.toMillis();
        for (long now = NOW + 20_000; now < boundMillis; now += 20_000) {
            attention.read(now, now);
        }

        assertThat(attention.idleAmongOthersAtMillis(NOW, boundMillis)).isEqualTo(boundMillis);
    }

    @Test
    void aRestartInTheMiddleOfAnOutageChangesNothing() throws Exception {
        OperatorSubtaskState state;
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.acceptAll(call.subList(0, 20));
            harness.acceptAll(other.subList(0, 20));
            state = harness.snapshot();
        }
        try (ChannelHarness harness = ChannelHarness.restore(state, NOW + 20_000)) {
            harness.waitUntil(NOW + 100_000);
            harness.acceptAll(call.subList(20, 60));

            assertThat(harness.closings())
                    .extracting(ChannelClosed::getTimedOut)
                    .containsExactly(false);
        }
    }
}
