package io.speecheq.streamfeatures.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.streamfeatures.chunk.ChannelId;
import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out when publishers do what they should not: the table of docs/delivery.md, row by row. */
class MisbehavingPublisherTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final long HOUR = 3_600_000;
    private static final ChannelId OTHER_CALL = new ChannelId(
            RecordedChannel.ID.callId(), RecordedChannel.ID.channel(), RecordedChannel.ID.callStartMillis() + 90_000);

    private final List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 9_000).chunks();
    private final List<FeatureWindow> whole = Collected.from(chunks).windows;

    @Test
    void aPublisherThatGoesOnAfterARestartLosesNothing() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.acceptAll(chunks.subList(0, 40));
            harness.waitUntil(NOW + 20_000);
            // What it was not sure of comes again.
            harness.acceptAll(chunks.subList(35, 90));

            assertThat(harness.windows()).isEqualTo(whole);
            assertThat(harness.deadLetters()).isEmpty();
        }
    }

    @Test
    void aPublisherThatBeginsTheCallAnewChangesNothing() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.acceptAll(chunks.subList(0, 70));
            harness.acceptAll(chunks);

            assertThat(harness.windows()).isEqualTo(whole);
            assertThat(harness.closings()).hasSize(1);
        }
    }

    @Test
    void audioThatComesAfterItsCallTimedOutIsNotTakenForANewCall() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.acceptAll(chunks.subList(0, 45));
            for (int hour = 0; hour < 4; hour++) {
                harness.waitUntil(NOW + 40_000 + hour * (HOUR - 1_000));
                harness.acceptAll(chunks.subList(45, 60));
            }

            assertThat(harness.windows()).isEqualTo(Collected.from(chunks.subList(0, 45)).windows);
            assertThat(harness.closings()).hasSize(1);
        }
    }

    @Test
    void aStopOfTheJobDoesNotOutlastTheMemoryOfAChannelThatTimedOut() throws Exception {
        OperatorSubtaskState state;
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            acceptAt(harness, chunks.subList(0, 45), NOW);
            harness.waitUntil(NOW + 31_000);
            assertThat(harness.closings()).hasSize(1);
            state = harness.snapshot();
        }
        long startMillis = NOW + 2 * HOUR;
        try (ChannelHarness harness = ChannelHarness.restore(state, startMillis)) {
            harness.waitUntil(startMillis + 1_000);
            acceptAt(harness, chunks.subList(45, 90), NOW + 40_000);

            assertThat(harness.windows()).isEmpty();
            assertThat(harness.closings()).isEmpty();
            harness.waitUntil(startMillis + 1_000 + HOUR + 30_000);
            assertThat(harness.stateEntries()).isZero();
        }
    }

    @Test
    void norDoesABrokerThatAnswersLaterThanTheIdleTimeoutAfterTheStop() throws Exception {
        OperatorSubtaskState state;
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            acceptAt(harness, chunks.subList(0, 45), NOW);
            harness.waitUntil(NOW + 31_000);
            state = harness.snapshot();
        }
        long startMillis = NOW + 2 * HOUR;
        try (ChannelHarness harness = ChannelHarness.restore(state, startMillis)) {
            harness.waitUntil(startMillis + 45_000);
            acceptAt(harness, chunks.subList(45, 90), NOW + 40_000);

            assertThat(harness.windows()).isEmpty();
            assertThat(harness.closings()).isEmpty();
            harness.waitUntil(startMillis + 45_000 + HOUR + 30_000);
            assertThat(harness.stateEntries()).isZero();
        }
    }

    private static void acceptAt(ChannelHarness harness, List<Chunk> chunks, long recordMillis) throws Exception {
        for (Chunk chunk : chunks) {
            harness.accept(chunk, recordMillis);
        }
    }

    @Test
    void aSecondCallUnderOneIdIsPutAsideAndTheFirstGoesOn() throws Exception {
        List<Chunk> second =
                RecordedChannel.ofMillis(2, 8_000, 9_000).named(OTHER_CALL).chunks();
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            for (int i = 0; i < chunks.size(); i++) {
                harness.accept(chunks.get(i));
                harness.accept(second.get(i));
            }

            assertThat(harness.windows()).isEqualTo(whole);
            assertThat(harness.closings()).hasSize(1);
            assertThat(harness.deadLetters())
                    .hasSize(second.size())
                    .extracting(DeadLetter::getError)
                    .containsOnly("OTHER_CALL_START");
            assertThat(harness.deadLetters().get(0).getMessage())
                    .isEqualTo("the call of this id began at 2023-11-14T22:13:20Z, not at 2023-11-14T22:14:50Z");
        }
    }

    @Test
    void anIdIsFreeOnceNothingHasComeUnderItForAnHour() throws Exception {
        List<Chunk> second =
                RecordedChannel.ofMillis(2, 8_000, 9_000).named(OTHER_CALL).chunks();
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.acceptAll(chunks);
            harness.waitUntil(NOW + HOUR - 1);
            harness.acceptAll(second);
            assertThat(harness.deadLetters()).hasSize(second.size());

            harness.waitUntil(NOW + 2 * HOUR - 1);
            harness.acceptAll(second);

            assertThat(harness.closings())
                    .extracting(ChannelClosed::getCallStart)
                    .containsExactly(
                            Instant.ofEpochMilli(RecordedChannel.ID.callStartMillis()),
                            Instant.ofEpochMilli(OTHER_CALL.callStartMillis()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 253_402_300_799_999L})
    void aClockThatIsYearsOffMovesTheCallAndNothingElse(long callStartMillis) throws Exception {
        ChannelId id = new ChannelId("call-1", "customer", callStartMillis);
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            for (Chunk chunk :
                    RecordedChannel.ofMillis(1, 8_000, 9_000).named(id).chunks()) {
                harness.accept(chunk, callStartMillis);
            }

            assertThat(harness.windows()).hasSameSizeAs(whole);
            for (int k = 0; k < whole.size(); k++) {
                FeatureWindow window = harness.windows().get(k);
                assertThat(window.callStartMillis()).isEqualTo(callStartMillis);
                assertThat(window.endMillis()).isEqualTo(whole.get(k).endMillis());
                assertThat(window.frames()).isEqualTo(whole.get(k).frames());
            }
        }
    }

    @Test
    void aCallThatNeverEndsIsEndedAtTheLongestLength() throws Exception {
        ChannelOptions options = ChannelOptions.standard().withLongestCall(Duration.ofSeconds(6));
        try (ChannelHarness harness = ChannelHarness.open(NOW, options)) {
            harness.acceptAll(chunks.subList(0, 89));

            assertThat(harness.windows()).isEqualTo(Collected.from(chunks.subList(0, 60)).windows);
            assertThat(harness.closings()).singleElement().satisfies(closed -> {
                assertThat(closed.getTimedOut()).isTrue();
                assertThat(closed.getTotalMillis()).isEqualTo(6_000);
            });
            assertThat(harness.deadLetters()).isEmpty();
            assertThat(harness.stateEntries()).isEqualTo(2);
        }
    }

    @Test
    void aChunkBeyondTheLongestCallIsPutAsideAndTheCallGoesOn() throws Exception {
        ChannelOptions options = ChannelOptions.standard().withLongestCall(Duration.ofSeconds(60));
        Chunk beyond = placed(chunks.get(3), 100 * 8_000);
        try (ChannelHarness harness = ChannelHarness.open(NOW, options)) {
            harness.accept(beyond);
            assertThat(harness.stateEntries()).isZero();
            harness.acceptAll(chunks.subList(0, 50));
            harness.accept(beyond);
            harness.acceptAll(chunks.subList(50, 90));

            assertThat(harness.windows()).isEqualTo(whole);
            assertThat(harness.deadLetters())
                    .extracting(DeadLetter::getError)
                    .containsExactly("BEYOND_LONGEST_CALL", "BEYOND_LONGEST_CALL");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theTroubleOfOneCallNeverTouchesAnother(long seed) throws Exception {
        Random random = new Random(seed);
        List<Chunk> good = new ArrayList<>();
        for (int call = 0; call < 3; call++) {
            good.addAll(RecordedChannel.ofMillis(seed * 10 + call, call == 1 ? 16_000 : 8_000, 5_000)
                    .named(new ChannelId("good-" + call, "customer", NOW))
                    .chunks());
        }
        good.sort((a, b) -> Double.compare(seconds(a), seconds(b)));

        List<Chunk> mixed = new ArrayList<>();
        for (Chunk chunk : good) {
            for (int i = random.nextInt(3); i > 0; i--) {
                mixed.add(bad(random));
            }
            mixed.add(chunk);
        }

        assertThat(goodWindows(mixed))
                .as("seed %d", seed)
                .isEqualTo(goodWindows(good))
                .hasSize(9);
    }

    private static double seconds(Chunk chunk) {
        return (double) chunk.startSample() / chunk.sampleRateHz();
    }

    private static List<FeatureWindow> goodWindows(List<Chunk> chunks) throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.acceptAll(chunks);
            List<FeatureWindow> windows = new ArrayList<>();
            for (int call = 0; call < 3; call++) {
                harness.windows("good-" + call).stream()
                        .filter(window -> window.channel().equals("customer"))
                        .forEach(windows::add);
            }
            return windows;
        }
    }

    /** A chunk at a random place of one of a few calls, at a random rate, of a random start; also on other channels of good calls. */
    private static Chunk bad(Random random) {
        int rateHz = new int[] {4_000, 8_000, 11_025, 48_000, 192_000}[random.nextInt(5)];
        long place = random.nextInt(10) == 0 ? (long) rateHz * random.nextInt(200_000) : random.nextInt(rateHz * 6);
        ChannelId id = new ChannelId(
                random.nextBoolean() ? "bad-" + random.nextInt(3) : "good-" + random.nextInt(3),
                "agent-" + random.nextInt(2),
                random.nextInt(3) == 0 ? NOW + random.nextInt(5) : NOW);
        Chunk audio = RecordedChannel.of(random.nextLong(), rateHz, random.nextInt(rateHz / 5))
                .named(id)
                .chunks(rateHz)
                .get(0);
        return new Chunk(
                id, place, rateHz, audio.encoding(), audio.payload(), random.nextInt(50) == 0, audio.consent());
    }

    private static Chunk placed(Chunk chunk, long startSample) {
        return new Chunk(
                chunk.id(),
                startSample,
                chunk.sampleRateHz(),
                chunk.encoding(),
                chunk.payload(),
                chunk.endOfStream(),
                chunk.consent());
    }
}
