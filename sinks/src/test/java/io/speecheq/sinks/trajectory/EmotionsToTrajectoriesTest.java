package io.speecheq.sinks.trajectory;

import static io.speecheq.schemas.record.EmotionCategory.JOY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.TrajectoryStatus;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmotionsToTrajectoriesTest {

    private static final long HOUR = 3_600_000;
    private static final Instant LATER = ScriptedCall.START.plusMillis(2 * HOUR);

    private KeyedTwoInputStreamOperatorTestHarness<String, EmotionWindow, ChannelClosed, CallTrajectory> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aLiveChannelSpeaksAtOnceAndThenOnceASecond() throws Exception {
        List<EmotionWindow> windows = new ScriptedCall().heard(5, JOY, 2f).windows();
        harness.setProcessingTime(10_000);
        accept(windows.get(0));
        harness.setProcessingTime(10_100);
        accept(windows.get(1));
        accept(windows.get(2));
        assertThat(revisions()).containsExactly(tuple(TrajectoryStatus.ACTIVE, 1));
        harness.setProcessingTime(11_000);
        assertThat(revisions()).containsExactly(tuple(TrajectoryStatus.ACTIVE, 1), tuple(TrajectoryStatus.ACTIVE, 3));
        harness.setProcessingTime(20_000);
        accept(windows.get(3));

        assertThat(revisions())
                .containsExactly(
                        tuple(TrajectoryStatus.ACTIVE, 1),
                        tuple(TrajectoryStatus.ACTIVE, 3),
                        tuple(TrajectoryStatus.ACTIVE, 4));
    }

    @Test
    void theLastRevisionWaitsForNoOne() throws Exception {
        ScriptedCall script = new ScriptedCall().heard(3, JOY, 2f);
        for (EmotionWindow window : script.windows()) {
            accept(window);
        }
        accept(script.end());

        assertThat(revisions())
                .containsExactly(tuple(TrajectoryStatus.ACTIVE, 1), tuple(TrajectoryStatus.COMPLETED, 4));
    }

    @Test
    void aChannelThatWasClosedFirstEndsWithItsLastWindow() throws Exception {
        ScriptedCall script = new ScriptedCall().heard(2, JOY, 2f);
        accept(script.end(true));
        accept(script.windows().get(1));
        assertThat(revisions()).isEmpty();
        accept(script.windows().get(0));

        assertThat(revisions()).containsExactly(tuple(TrajectoryStatus.TIMED_OUT, 3));
    }

    @Test
    void aClosedChannelWithoutWindowsIsToldOf() throws Exception {
        accept(new ScriptedCall().end());

        assertThat(revisions()).containsExactly(tuple(TrajectoryStatus.COMPLETED, 1));
        assertThat(harness.extractOutputValues().get(0).getWindows()).isZero();
    }

    @Test
    void windowsThatNeverComeAreWaitedForAMinute() throws Exception {
        ScriptedCall script = new ScriptedCall().heard(3, JOY, 2f);
        harness.setProcessingTime(1_000);
        accept(script.windows().get(0));
        accept(script.windows().get(2));
        accept(script.end());
        harness.setProcessingTime(60_999);
        assertThat(revisions()).containsExactly(tuple(TrajectoryStatus.ACTIVE, 1));
        harness.setProcessingTime(61_000);

        assertThat(revisions())
                .containsExactly(tuple(TrajectoryStatus.ACTIVE, 1), tuple(TrajectoryStatus.COMPLETED, 3));
    }

    @Test
    void whatComesAfterTheEndIsSwallowedForMostOfAnHour() throws Exception {
        ScriptedCall script = new ScriptedCall().heard(2, JOY, 2f);
        end(script);
        harness.extractOutputValues();
        harness.getOutput().clear();
        harness.setProcessingTime(55 * 60_000 - 1);
        end(script);

        assertThat(harness.extractOutputValues()).isEmpty();
    }

    @Test
    void nothingIsKeptOfAChannelAnHourAfterItsEnd() throws Exception {
        end(new ScriptedCall().heard(2, JOY, 2f));
        assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
        harness.setProcessingTime(HOUR);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void theSameChannelAgainIsToldWholeFromWhenItsIdIsFree() throws Exception {
        ScriptedCall script = new ScriptedCall().heard(2, JOY, 2f);
        accept(script.windows().get(0));
        accept(script.end());
        harness.setProcessingTime(60_000);
        harness.setProcessingTime(HOUR);
        end(script);

        assertThat(revisions()).endsWith(tuple(TrajectoryStatus.ACTIVE, 1), tuple(TrajectoryStatus.COMPLETED, 3));
    }

    @Test
    void theChannelOfAnotherCallUnderTheIdIsToldAsWell() throws Exception {
        ScriptedCall script = new ScriptedCall().heard(2, JOY, 2f);
        end(script);
        for (EmotionWindow window : script.windows()) {
            accept(later(window));
        }
        accept(script.windows().get(1));
        accept(later(script.end()));
        accept(later(script.end()));

        assertThat(harness.extractOutputValues())
                .extracting(CallTrajectory::getCallStart, CallTrajectory::getStatus, CallTrajectory::getRevision)
                .containsExactly(
                        tuple(ScriptedCall.START, TrajectoryStatus.ACTIVE, 1),
                        tuple(ScriptedCall.START, TrajectoryStatus.COMPLETED, 3),
                        tuple(LATER, TrajectoryStatus.ACTIVE, 1),
                        tuple(LATER, TrajectoryStatus.COMPLETED, 3));
    }

    @Test
    void anotherCallThatOvertakesTheEndOfTheFirstWaitsForIt() throws Exception {
        ScriptedCall script = new ScriptedCall().heard(2, JOY, 2f);
        accept(script.windows().get(0));
        accept(later(script.windows().get(0)));
        accept(script.windows().get(1));
        OperatorSubtaskState state = harness.snapshot(1, 0);
        close();
        harness = harness();
        harness.initializeState(state);
        harness.open();
        accept(later(script.windows().get(1)));
        accept(later(script.end()));
        assertThat(harness.extractOutputValues()).isEmpty();
        accept(script.end());

        assertThat(harness.extractOutputValues())
                .extracting(CallTrajectory::getCallStart, CallTrajectory::getStatus, CallTrajectory::getWindows)
                .containsExactly(
                        tuple(ScriptedCall.START, TrajectoryStatus.COMPLETED, 2),
                        tuple(LATER, TrajectoryStatus.ACTIVE, 1),
                        tuple(LATER, TrajectoryStatus.COMPLETED, 2));
    }

    private static EmotionWindow later(EmotionWindow window) {
        return EmotionWindow.newBuilder(window).setCallStart(LATER).build();
    }

    private static ChannelClosed later(ChannelClosed closed) {
        return ChannelClosed.newBuilder(closed).setCallStart(LATER).build();
    }

    @Test
    void aRestartBetweenAnyTwoWindowsChangesNothing() throws Exception {
        ScriptedCall script = new ScriptedCall().heard(6, JOY, 2f);
        end(script);
        List<CallTrajectory> expected = harness.extractOutputValues();
        for (int restartAt = 0; restartAt < 6; restartAt++) {
            close();
            open();
            for (EmotionWindow window : script.windows().subList(0, restartAt)) {
                accept(window);
            }
            OperatorSubtaskState state = harness.snapshot(1, 0);
            List<CallTrajectory> before = harness.extractOutputValues();
            close();
            harness = harness();
            harness.initializeState(state);
            harness.open();
            for (EmotionWindow window :
                    script.windows().subList(restartAt, script.windows().size())) {
                accept(window);
            }
            accept(script.end());

            List<CallTrajectory> after = harness.extractOutputValues();
            assertThat(before.size() + after.size())
                    .as("restart at %s", restartAt)
                    .isEqualTo(expected.size());
            assertThat(after.get(after.size() - 1)).isEqualTo(expected.get(expected.size() - 1));
        }
    }

    private void end(ScriptedCall script) throws Exception {
        for (EmotionWindow window : script.windows()) {
            accept(window);
        }
        accept(script.end());
    }

    private void accept(EmotionWindow window) throws Exception {
        harness.processElement1(window, 0);
    }

    private void accept(ChannelClosed closed) throws Exception {
        harness.processElement2(closed, 0);
    }

    private List<org.assertj.core.groups.Tuple> revisions() {
        return harness.extractOutputValues().stream()
                .map(call -> tuple(call.getStatus(), call.getRevision()))
                .toList();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, EmotionWindow, ChannelClosed, CallTrajectory>
            harness() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new EmotionsToTrajectories(TrajectoryOptions.standard())),
                EmotionsToTrajectories::key,
                EmotionsToTrajectories::key,
                Types.STRING);
    }
}
