package io.speecheq.streamfeatures.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.streamfeatures.chunk.ChannelId;
import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Calls that begin within one minute and go on side by side; {@code -Dspeecheq.calls} sets how many. Prints what one core and an
 * open channel cost.
 */
class ManyCallsTest {

    private static final int CALLS = Integer.getInteger("speecheq.calls", 200);
    private static final long NOW = 1_800_000_000_000L;
    private static final int CHUNKS = 36;

    @Test
    void callsThatBeginInOneMinuteAreAllToldAndNothingOfThemIsLeft() throws Exception {
        List<Chunk> audio = RecordedChannel.ofMillis(7, 8_000, 100L * CHUNKS).chunks();
        long told = 0;
        long closed = 0;
        long begunNanos = System.nanoTime();
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            long before = usedBytes();
            for (Chunk chunk : audio.subList(0, CHUNKS - 1)) {
                for (int call = 0; call < CALLS; call++) {
                    harness.accept(of(call, chunk));
                }
                told += drained(harness);
            }
            long perChannel = (usedBytes() - before) / CALLS;
            for (int call = 0; call < CALLS; call++) {
                harness.accept(of(call, audio.get(CHUNKS - 1)));
                closed += harness.closings().size();
                told += drained(harness);
            }
            System.out.printf(
                    "%d calls of %d chunks: %.1f s on one core, %d kB of heap for each open channel%n",
                    CALLS, CHUNKS, (System.nanoTime() - begunNanos) / 1e9, perChannel / 1_000);

            assertThat(closed).isEqualTo(CALLS);
            assertThat(told).isEqualTo(CALLS * 2L);
            harness.waitUntil(NOW + 3_600_000);
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.processingTimeTimers()).isZero();
            assertThat(harness.eventTimeTimers()).isZero();
        }
    }

    private static int drained(ChannelHarness harness) {
        List<FeatureWindow> windows = new ArrayList<>(harness.drainWindows());
        return windows.size();
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** The chunk as that call's, whose clock began somewhere within the minute. */
    private static Chunk of(int call, Chunk chunk) {
        return new Chunk(
                new ChannelId("call-" + call, "customer", NOW + 60_000L * call / CALLS),
                chunk.startSample(),
                chunk.sampleRateHz(),
                chunk.encoding(),
                chunk.payload(),
                chunk.endOfStream(),
                chunk.consent());
    }
}
