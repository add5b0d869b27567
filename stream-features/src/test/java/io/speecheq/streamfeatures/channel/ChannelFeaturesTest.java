package io.speecheq.streamfeatures.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.streamfeatures.chunk.ChannelId;
import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelFeaturesTest {

    private static final long NOW = 1_000_000;
    private static final long HOUR = 3_600_000;

    @Test
    void anEndedStreamGivesItsWindowsAndOneEnd() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 5_600).chunks();

            harness.acceptAll(chunks);

            assertThat(harness.windows())
                    .isEqualTo(Collected.from(chunks).windows)
                    .hasSize(4);
            ChannelClosed closed = harness.closings().get(0);
            assertThat(harness.closings()).hasSize(1);
            assertThat(closed.getTimedOut()).isFalse();
            assertThat(closed.getWindows()).isEqualTo(4);
            assertThat(closed.getTotalMillis()).isEqualTo(5_600);
            assertThat(closed.getLostMillis()).isZero();
            assertThat(closed.getCallStart().toEpochMilli()).isEqualTo(RecordedChannel.ID.callStartMillis());
        }
    }

    @Test
    void aWindowCarriesTheNewestTimestampOfItsChannelsRecordsAlsoAfterARestart() throws Exception {
        List<Chunk> chunks = RecordedChannel.ofMillis(3, 8_000, 5_600).chunks(8_000);
        OperatorSubtaskState state;
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.accept(chunks.get(0), 700);
            harness.accept(chunks.get(1), 900);
            harness.accept(chunks.get(2), 800);
            harness.accept(chunks.get(3), 850);
            assertThat(harness.windows()).extracting(FeatureWindow::audioMillis).containsExactly(900L);
            state = harness.snapshot();
        }
        try (ChannelHarness harness = ChannelHarness.restore(state, NOW)) {
            harness.accept(chunks.get(4), 600);
            harness.waitUntil(NOW + 60_000);

            assertThat(harness.closings()).hasSize(1);
            assertThat(harness.windows())
                    .hasSizeGreaterThan(1)
                    .extracting(FeatureWindow::audioMillis)
                    .containsOnly(900L);
        }
    }

    @Test
    void aChannelWithoutAudioHasAnEndAndNoWindow() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.acceptAll(RecordedChannel.of(1, 8_000, 0).chunks());

            assertThat(harness.windows()).isEmpty();
            assertThat(harness.closings()).singleElement().satisfies(closed -> {
                assertThat(closed.getWindows()).isZero();
                assertThat(closed.getTotalMillis()).isZero();
            });
        }
    }

    @Test
    void interleavedCallsDoNotTouchEachOther() throws Exception {
        List<List<Chunk>> calls = new ArrayList<>();
        for (int call = 0; call < 3; call++) {
            ChannelId id = new ChannelId("call-" + call, call == 2 ? "agent" : "customer", 5);
            calls.add(RecordedChannel.ofMillis(call, call == 1 ? 16_000 : 8_000, 4_000)
                    .named(id)
                    .chunks());
        }
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            for (int i = 0; i < 40; i++) {
                for (List<Chunk> call : calls) {
                    harness.accept(call.get(i));
                }
            }

            for (int call = 0; call < 3; call++) {
                List<FeatureWindow> got = harness.windows("call-" + call);
                List<FeatureWindow> alone = Collected.from(calls.get(call)).windows;
                assertThat(got).hasSize(2);
                for (int k = 0; k < 2; k++) {
                    assertThat(got.get(k).frames()).isEqualTo(alone.get(k).frames());
                }
            }
            assertThat(harness.closings()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRestartAtAnyPointChangesNothing(long seed) throws Exception {
        Random random = new Random(seed);
        ChunkFaults faults = ChunkFaults.seeded(seed);
        RecordedChannel recorded = RecordedChannel.ofMillis(seed, 8_000, 6_600);
        List<Chunk> chunks = faults.delay(faults.duplicate(faults.drop(recorded.chunks(random), 0.1), 0.2), 1);
        List<FeatureWindow> windows = new ArrayList<>();
        List<ChannelClosed> closings = new ArrayList<>();
        long now = NOW;
        ChannelHarness harness = ChannelHarness.open(now);
        for (Chunk chunk : chunks) {
            harness.accept(chunk);
            OperatorSubtaskState state = harness.snapshot();
            windows.addAll(harness.windows());
            closings.addAll(harness.closings());
            harness.close();
            now += 29_000L * random.nextInt(3);
            harness = ChannelHarness.restore(state, now);
        }
        harness.waitUntil(now + 31_000);
        windows.addAll(harness.windows());
        closings.addAll(harness.closings());
        harness.close();

        assertThat(windows).as("seed %d", seed).isEqualTo(Collected.from(chunks).windows);
        assertThat(closings).as("seed %d", seed).singleElement().satisfies(closed -> {
            assertThat(closed.getTimedOut()).isFalse();
            assertThat(closed.getWindows()).isEqualTo(windows.size());
        });
    }

    @Test
    void aSilentChannelTimesOut() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 5_000).chunks();
            harness.acceptAll(chunks.subList(0, 20));
            harness.waitUntil(NOW + 20_000);
            harness.acceptAll(chunks.subList(20, 37));

            harness.waitUntil(NOW + 49_999);
            assertThat(harness.closings()).isEmpty();
            assertThat(harness.processingTimeTimers()).isEqualTo(1);

            harness.waitUntil(NOW + 50_000);
            assertThat(harness.windows()).extracting(FeatureWindow::endMillis).containsExactly(3_000L, 3_700L);
            assertThat(harness.closings()).singleElement().satisfies(closed -> {
                assertThat(closed.getTimedOut()).isTrue();
                assertThat(closed.getWindows()).isEqualTo(2);
                assertThat(closed.getTotalMillis()).isEqualTo(3_700);
            });
        }
    }

    @Test
    void aChannelWhoseEndWaitedForLostAudioDidNotTimeOut() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 4_000).chunks();
            harness.acceptAll(chunks.subList(0, 35));
            harness.acceptAll(chunks.subList(37, 40));

            harness.waitUntil(NOW + 30_000);

            assertThat(harness.closings()).singleElement().satisfies(closed -> {
                assertThat(closed.getTimedOut()).isFalse();
                assertThat(closed.getTotalMillis()).isEqualTo(4_000);
                assertThat(closed.getLostMillis()).isEqualTo(200);
            });
        }
    }

    @Test
    void silenceWhileTheTaskWasBlockedIsNotHeldAgainstAChannel() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 4_000).chunks();
            harness.acceptAll(chunks.subList(0, 10));

            harness.jumpTo(NOW + 300_000);
            assertThat(harness.closings()).isEmpty();

            harness.acceptAll(chunks.subList(10, 40));
            assertThat(harness.windows()).isEqualTo(Collected.from(chunks).windows);
        }
    }

    @Test
    void silenceDuringARestartIsNotHeldAgainstAChannel() throws Exception {
        OperatorSubtaskState state;
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.acceptAll(RecordedChannel.ofMillis(1, 8_000, 4_000).chunks().subList(0, 10));
            state = harness.snapshot();
        }
        try (ChannelHarness harness = ChannelHarness.restore(state, NOW + 29_500)) {
            harness.waitUntil(NOW + 30_000);
            assertThat(harness.closings()).isEmpty();
            harness.waitUntil(NOW + 59_999);
            assertThat(harness.closings()).isEmpty();
            harness.waitUntil(NOW + 61_000);
            assertThat(harness.closings()).hasSize(1);
        }
    }

    @Test
    void whatComesAfterTheEndIsSwallowedForAnHourAndThenNothingIsLeft() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 4_000).chunks();
            harness.acceptAll(chunks);
            int windows = harness.windows().size();

            harness.acceptAll(chunks);
            harness.waitUntil(NOW + HOUR - 1);

            assertThat(harness.windows()).hasSize(windows);
            assertThat(harness.closings()).hasSize(1);
            assertThat(harness.stateEntries()).isEqualTo(2);
            harness.waitUntil(NOW + HOUR);
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.processingTimeTimers()).isZero();
            assertThat(harness.eventTimeTimers()).isZero();
        }
    }

    @Test
    void aChannelThatTimedOutIsForgottenToo() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.acceptAll(RecordedChannel.ofMillis(1, 8_000, 4_000).chunks().subList(0, 10));

            harness.waitUntil(NOW + 30_000 + HOUR - 1);
            assertThat(harness.stateEntries()).isEqualTo(2);
            harness.waitUntil(NOW + 30_000 + HOUR);

            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.processingTimeTimers()).isZero();
            assertThat(harness.eventTimeTimers()).isZero();
        }
    }

    @Test
    void theEndOfTheInputEndsEveryChannel() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.acceptAll(RecordedChannel.ofMillis(1, 8_000, 4_000).chunks().subList(0, 36));

            harness.endInput();

            assertThat(harness.windows()).hasSize(2);
            assertThat(harness.closings())
                    .singleElement()
                    .satisfies(closed -> assertThat(closed.getTimedOut()).isTrue());
        }
    }

    @Test
    void aChunkThatClaimsAnAbsurdPlaceIsADeadLetterAndLeavesNoTrace() throws Exception {
        try (ChannelHarness harness =
                ChannelHarness.open(NOW, ChannelOptions.standard().withLongestCall(Duration.ofDays(7)))) {
            Chunk chunk = RecordedChannel.ofMillis(1, 8_000, 1_000).chunks().get(0);

            harness.accept(new Chunk(
                    chunk.id(),
                    100 * 3_600L * 8_000,
                    8_000,
                    chunk.encoding(),
                    chunk.payload(),
                    false,
                    chunk.consent()));

            DeadLetter letter = harness.deadLetters().get(0);
            assertThat(letter.getError()).isEqualTo("ABSURD_GAP");
            assertThat(letter.getTopic()).isEqualTo("speecheq.audio");
            assertThat(letter.getValue().remaining()).isEqualTo(1);
            assertThat(letter.getMessage()).contains("2880000000 samples at 8000 Hz would be missing");
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.processingTimeTimers()).isZero();
        }
    }
}
