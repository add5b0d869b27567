package io.speecheq.dashboard.calls;

import static io.speecheq.dashboard.calls.DrivenCalls.alert;
import static io.speecheq.dashboard.calls.DrivenCalls.silentWindow;
import static io.speecheq.dashboard.calls.DrivenCalls.summary;
import static io.speecheq.dashboard.calls.DrivenCalls.trajectory;
import static io.speecheq.dashboard.calls.DrivenCalls.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.TrajectoryStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecentWindowsTest {

    private final DrivenCalls driven = new DrivenCalls();

    @AfterEach
    void close() {
        driven.close();
    }

    @Test
    void windowsAreToldAsTheyCameInTheirOrder() throws Exception {
        List<EmotionWindow> all = IntStream.range(0, 100)
                .mapToObj(i -> window("a", "customer", i))
                .toList();
        driven.accept(all.get(1));
        driven.accept(all.get(0));
        all.forEach(driven::accept);

        assertThat(windows("a", 0, 1_000)).isEqualTo(all);
        assertThat(windows("a", 90, 1_000)).isEqualTo(all.subList(90, 100));
        assertThat(windows("a", 31, 3)).isEqualTo(all.subList(31, 34));
    }

    @Test
    void onlyTheNewestWindowsOfAChannelAreKept() throws Exception {
        IntStream.range(0, WindowStore.MOST + 100).forEach(i -> driven.accept(silentWindow("a", "customer", i)));
        List<EmotionWindow> kept = windows("a", 0, Integer.MAX_VALUE);

        assertThat(kept).hasSizeBetween(WindowStore.MOST - WindowBlock.WINDOWS, WindowStore.MOST);
        assertThat(kept.get(kept.size() - 1).getIndex()).isEqualTo(WindowStore.MOST + 99);
        assertThat(driven.stored(LiveCalls.WINDOWS_STORE)).isEqualTo(WindowStore.MOST / WindowBlock.WINDOWS);
    }

    @Test
    void aLeapInTheIndexLeavesNothingBehind() throws Exception {
        driven.accept(window("a", "customer", 3));
        driven.accept(window("a", "customer", 1_000_000));
        driven.accept(window("a", "customer", 4));

        assertThat(windows("a", 0, 10)).containsExactly(window("a", "customer", 1_000_000));
        assertThat(driven.stored(LiveCalls.WINDOWS_STORE)).isEqualTo(1);
    }

    @Test
    void aCallThatLeavesTakesItsWindowsAndItsStoryWithIt() throws Exception {
        IntStream.range(0, 70).forEach(i -> driven.accept(window("a", "customer", i)));
        driven.accept(summary("a", CallStatus.COMPLETED, 3));
        driven.accept(alert("a", 1, AlertState.RAISED));
        driven.pass(DrivenCalls.RETENTION.plus(Duration.ofMinutes(2)));

        assertThat(driven.view().call("a")).isEmpty();
        assertThat(driven.stored(LiveCalls.WINDOWS_STORE)).isZero();
        assertThat(driven.stored(LiveCalls.STORIES_STORE)).isZero();
    }

    @Test
    void anErasedChannelTakesItsWindowsAndTheLastOneTheStory() throws Exception {
        driven.accept(window("a", "agent", 0));
        driven.accept(window("a", "customer", 0));
        driven.accept(trajectory("a", "customer", TrajectoryStatus.COMPLETED, 1));
        driven.accept(summary("a", CallStatus.COMPLETED, 3));
        driven.erase("a", "customer");
        assertThat(driven.stored(LiveCalls.WINDOWS_STORE)).isEqualTo(1);
        driven.erase("a", "agent");

        assertThat(driven.stored(LiveCalls.WINDOWS_STORE)).isZero();
        assertThat(driven.stored(LiveCalls.STORIES_STORE)).isZero();
    }

    @Test
    void anotherRunOfACallBeginsWithoutTheWindowsOfTheFirst() throws Exception {
        IntStream.range(0, 40).forEach(i -> driven.accept(window("a", "customer", i)));
        EmotionWindow again = window("a", "customer", 0);
        again.setCallStart(DrivenCalls.NOON.plusSeconds(600));
        driven.accept(again);

        assertThat(windows("a", 0, 100)).containsExactly(again);
    }

    @Test
    void channelsWhoseNamesLookLikeKeysKeepApart() throws Exception {
        driven.accept(window("a", "b/0", 0));
        driven.accept(window("a", "b", 0));
        driven.accept(window("a/b", "0", 0));

        LiveCall call = driven.view().call("a").orElseThrow();
        assertThat(driven.view().windows(call, call.channel("b").orElseThrow(), 0, 9))
                .containsExactly(window("a", "b", 0));
        assertThat(driven.view().windows(call, call.channel("b/0").orElseThrow(), 0, 9))
                .containsExactly(window("a", "b/0", 0));
    }

    @Test
    void anAlertIsToldInItsNewestState() throws Exception {
        driven.accept(alert("a", 1, AlertState.RAISED));
        driven.accept(alert("a", 2, AlertState.RAISED));
        driven.accept(alert("a", 1, AlertState.CLEARED));
        driven.accept(alert("a", 1, AlertState.RAISED));

        assertThat(driven.view().story("a").alerts())
                .extracting(EmotionAlert::getEpisode, EmotionAlert::getState)
                .containsExactly(tuple(1, AlertState.CLEARED), tuple(2, AlertState.RAISED));
    }

    @Test
    void anOlderSummaryChangesNothing() throws Exception {
        driven.accept(summary("a", CallStatus.UPDATED, 5));
        driven.accept(summary("a", CallStatus.STARTED, 1));

        assertThat(driven.view().story("a").summary()).contains(summary("a", CallStatus.UPDATED, 5));
    }

    private List<EmotionWindow> windows(String callId, int from, int most) throws Exception {
        LiveCall call = driven.view().call(callId).orElseThrow();
        return driven.view().windows(call, call.channel("customer").orElseThrow(), from, most);
    }
}
