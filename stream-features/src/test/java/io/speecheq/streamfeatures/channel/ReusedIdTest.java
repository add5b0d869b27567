package io.speecheq.streamfeatures.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.streamfeatures.chunk.ChannelId;
import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Two calls under one id in a backlog, where hours of the topic are read within a second. */
class ReusedIdTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final long HOUR = 3_600_000;
    private static final long FIRST = NOW - 5 * HOUR;
    private static final long CALL_START = RecordedChannel.ID.callStartMillis();
    private static final ChannelId OTHER =
            new ChannelId(RecordedChannel.ID.callId(), RecordedChannel.ID.channel(), CALL_START + 2 * HOUR);

    private final List<Chunk> first = RecordedChannel.ofMillis(1, 8_000, 6_000).chunks();
    private final List<Chunk> second =
            RecordedChannel.ofMillis(2, 8_000, 8_000).named(OTHER).chunks();

    @Test
    void anIdThatWasFreeForAnHourOfTheTopicIsFreeWhereverItIsRead() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            accept(harness, first, FIRST);
            accept(harness, second, FIRST + 2 * HOUR);

            assertThat(harness.deadLetters()).isEmpty();
            assertThat(harness.windows().stream().filter(window -> window.callStartMillis() == OTHER.callStartMillis()))
                    .extracting(FeatureWindow::index)
                    .containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(harness.closings())
                    .extracting(ChannelClosed::getCallStart, ChannelClosed::getWindows, ChannelClosed::getTimedOut)
                    .containsExactly(
                            tuple(Instant.ofEpochMilli(CALL_START), 4, false),
                            tuple(Instant.ofEpochMilli(OTHER.callStartMillis()), 6, false));
        }
    }

    @Test
    void aRestartBetweenTheTwoChangesNothing() throws Exception {
        OperatorSubtaskState state;
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            accept(harness, first, FIRST);
            state = harness.snapshot();
        }
        try (ChannelHarness harness = ChannelHarness.restore(state, NOW + 60_000)) {
            accept(harness, second, FIRST + 2 * HOUR);

            assertThat(harness.deadLetters()).isEmpty();
            assertThat(harness.closings()).hasSize(1);
        }
    }

    @Test
    void aCallThatNeverEndedIsEndedByAnotherAnHourAndATimeoutLater() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            accept(harness, first.subList(0, 45), FIRST);
            accept(harness, second, FIRST + HOUR + 34_400);

            assertThat(harness.deadLetters()).isEmpty();
            assertThat(harness.closings())
                    .extracting(ChannelClosed::getCallStart, ChannelClosed::getWindows, ChannelClosed::getTimedOut)
                    .containsExactly(
                            tuple(Instant.ofEpochMilli(CALL_START), 3, true),
                            tuple(Instant.ofEpochMilli(OTHER.callStartMillis()), 6, false));
        }
    }

    @Test
    void nothingIsLeftOfBothAnHourAfterTheSecond() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            accept(harness, first.subList(0, 45), FIRST);
            accept(harness, second.subList(0, 20), FIRST + 2 * HOUR);
            harness.waitUntil(NOW + HOUR + 31_000);

            assertThat(harness.closings()).hasSize(2);
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.processingTimeTimers()).isZero();
            assertThat(harness.eventTimeTimers()).isZero();
        }
    }

    @Test
    void aSecondCallThatGoesOnForHoursIsNotTakenUpInItsMiddle() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            accept(harness, first.subList(0, 45), FIRST);
            for (int minute = 0; minute < 240; minute++) {
                harness.accept(second.get(minute % 80), FIRST + 60_000L * minute);
            }

            assertThat(harness.closings()).isEmpty();
            assertThat(harness.deadLetters())
                    .hasSize(240)
                    .extracting(DeadLetter::getError)
                    .containsOnly("OTHER_CALL_START");
        }
    }

    @Test
    void aSecondCallFromTheEndOfTheFirstOnIsNotTakenUpInItsMiddle() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            accept(harness, first, FIRST);
            for (int minute = 0; minute < 240; minute++) {
                harness.accept(second.get(minute % 80), FIRST + 60_000L * minute);
            }

            assertThat(harness.closings()).hasSize(1);
            assertThat(harness.deadLetters()).hasSize(240);
        }
    }

    @Test
    void aRecordFromTheFutureFreesNothing() throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            accept(harness, first.subList(0, 45), NOW);
            harness.accept(second.get(0), NOW + 3 * HOUR);
            accept(harness, first.subList(45, 60), NOW);

            assertThat(harness.deadLetters()).hasSize(1);
            assertThat(harness.closings())
                    .singleElement()
                    .satisfies(closed -> assertThat(closed.getTimedOut()).isFalse());
        }
    }

    @Test
    void aChunkThatOpensNoChannelLeavesNoTrace() throws Exception {
        Chunk chunk = first.get(0);
        Chunk beyond = new Chunk(
                chunk.id(), 25 * 3_600L * 8_000, 8_000, chunk.encoding(), chunk.payload(), false, chunk.consent());
        try (ChannelHarness harness = ChannelHarness.open(NOW)) {
            harness.accept(beyond, NOW);

            assertThat(harness.deadLetters()).hasSize(1);
            assertThat(harness.stateEntries()).isZero();
        }
    }

    private static void accept(ChannelHarness harness, List<Chunk> chunks, long fromMillis) throws Exception {
        for (int i = 0; i < chunks.size(); i++) {
            harness.accept(chunks.get(i), fromMillis + 100L * i);
        }
    }
}
