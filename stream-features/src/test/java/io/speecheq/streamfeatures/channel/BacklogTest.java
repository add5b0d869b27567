package io.speecheq.streamfeatures.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.streamfeatures.chunk.ChannelId;
import io.speecheq.streamfeatures.chunk.Chunk;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Audio that has waited on its topic: worked off at any pace, with the values of a live call. */
class BacklogTest {

    private static final long NOW = 1_800_000_000_000L;

    private final List<Chunk> call = RecordedChannel.ofMillis(1, 8_000, 6_000).chunks();
    private final List<Chunk> other = RecordedChannel.ofMillis(2, 8_000, 200_000)
            .named(new ChannelId("call-2", "customer", NOW))
            .chunks();

    @Test
    void aCallWhoseAudioWaitsBehindThatOfOthersIsNotTakenForIdle() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            long publishedMillis = NOW - 3_600_000;
            harness.accept(call.get(0), publishedMillis);
            // Another partition's hour is worked off first, for minutes.
            for (int i = 0; i < 1_500; i++) {
                harness.waitUntil(NOW + 100L * i);
                harness.accept(other.get(i), publishedMillis + 100L * i);
            }
            for (Chunk chunk : call.subList(1, call.size())) {
                harness.accept(chunk, publishedMillis);
            }

            assertThat(harness.windows("call-1"))
                    .map(window -> window.withAudioMillis(0))
                    .isEqualTo(Collected.from(call).windows);
            assertThat(harness.closings())
                    .singleElement()
                    .satisfies(closed -> assertThat(closed.getTimedOut()).isFalse());
        }
    }

    @Test
    void onceTheBacklogIsWorkedOffSilenceCountsAgain() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.accept(call.get(0), NOW - 3_600_000);
            harness.waitUntil(NOW + 20_000);
            harness.accept(other.get(0), NOW - 60_000);
            for (int i = 1; i < 400; i++) {
                harness.waitUntil(NOW + 20_000 + 100L * i);
                harness.accept(other.get(i), NOW + 20_000 + 100L * i);
            }

            assertThat(harness.closings())
                    .singleElement()
                    .satisfies(closed -> assertThat(closed.getCallId()).isEqualTo("call-1"));
        }
    }

    @Test
    void aPublisherWhoseClockIsWrongKeepsOthersOpenForHoursAtMost() throws Exception {
        Attention attention = new Attention(30_000, () -> true, NOW);
        long now = NOW;
        for (; now < NOW + Attention.LONGEST_CATCH_UP.toMillis(); now += 10_000) {
            attention.read(NOW / 2, now);
            attention.read(now, now);
        }
        assertThat(attention.idleAtMillis(NOW)).isGreaterThan(now);

        for (int i = 0; i < 5; i++) {
            now += 10_000;
            attention.read(NOW / 2, now);
        }

        assertThat(attention.idleAtMillis(NOW)).isLessThan(now);
    }

    @Test
    void anIdlePartitionHoldsNobodysTime() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            // Nothing ever comes of any other partition, and no watermark at all.
            harness.acceptAll(call.subList(0, 59));
            assertThat(harness.windows()).hasSize(3);
            harness.waitUntil(NOW + 31_000);

            assertThat(harness.closings()).hasSize(1);
        }
    }
}
