package io.speecheq.dashboard.calls;

import static io.speecheq.dashboard.calls.DrivenCalls.silentWindow;
import static io.speecheq.dashboard.calls.DrivenCalls.trajectory;
import static io.speecheq.dashboard.calls.DrivenCalls.window;
import static io.speecheq.schemas.record.TrajectoryStatus.ACTIVE;
import static io.speecheq.schemas.record.TrajectoryStatus.COMPLETED;
import static io.speecheq.schemas.record.TrajectoryStatus.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionWindow;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveCallsTest {

    private final DrivenCalls driven = new DrivenCalls();

    @AfterEach
    void close() {
        driven.close();
    }

    @Test
    void aCallAppearsWithItsFirstWindow() throws Exception {
        driven.accept(window("a", "customer", 4));

        LiveCall call = driven.view().call("a").orElseThrow();
        assertThat(call.status()).isEqualTo(ACTIVE);
        assertThat(call.callStart()).isEqualTo(DrivenCalls.NOON);
        assertThat(call.durationMillis()).isEqualTo(7_000);
        assertThat(call.updatedMillis()).isEqualTo(DrivenCalls.NOON.toEpochMilli());
        assertThat(call.channels().get(0).latest().orElseThrow().decoded("a", "customer"))
                .isEqualTo(window("a", "customer", 4));
    }

    @Test
    void aCallIsOverWhenAllItsChannelsAre() throws Exception {
        driven.accept(trajectory("a", "customer", COMPLETED, 9));
        driven.accept(trajectory("a", "agent", ACTIVE, 9));
        assertThat(driven.view().call("a").orElseThrow().status()).isEqualTo(ACTIVE);
        driven.accept(trajectory("a", "agent", TIMED_OUT, 10));

        assertThat(driven.view().call("a").orElseThrow().status()).isEqualTo(TIMED_OUT);
        assertThat(driven.view().call("a").orElseThrow().channels())
                .extracting(LiveChannel::channel)
                .containsExactly("agent", "customer");
    }

    @Test
    void repeatedAndLateRecordsChangeNothing() throws Exception {
        driven.accept(window("a", "customer", 5));
        driven.accept(trajectory("a", "customer", COMPLETED, 7));
        LiveCall before = driven.view().call("a").orElseThrow();
        driven.accept(window("a", "customer", 4));
        driven.accept(window("a", "customer", 5));
        driven.accept(trajectory("a", "customer", ACTIVE, 6));
        driven.accept(trajectory("a", "customer", COMPLETED, 7));

        assertThat(driven.view().call("a")).contains(before);
        assertThat(driven.view().trajectories(before)).containsExactly(trajectory("a", "customer", COMPLETED, 7));
    }

    @Test
    void aCallThatIsHeldAgainUnderItsOldIdStartsAfresh() throws Exception {
        driven.accept(window("a", "customer", 50));
        driven.accept(trajectory("a", "customer", COMPLETED, 51));
        EmotionWindow again = window("a", "customer", 0);
        again.setCallStart(DrivenCalls.NOON.plusSeconds(600));
        driven.accept(again);
        CallTrajectory first = trajectory("a", "customer", ACTIVE, 1);
        first.setCallStart(again.getCallStart());
        driven.accept(first);

        LiveCall call = driven.view().call("a").orElseThrow();
        assertThat(call.status()).isEqualTo(ACTIVE);
        assertThat(call.durationMillis()).isEqualTo(3_000);
        assertThat(driven.view().trajectories(call)).containsExactly(first);
    }

    @Test
    void aCallLeavesAnHourAfterTheLastThatWasHeardOfIt() throws Exception {
        driven.accept(trajectory("gone", "customer", COMPLETED, 1));
        driven.accept(trajectory("silent", "customer", ACTIVE, 1));
        LiveCall gone = driven.view().call("gone").orElseThrow();
        driven.pass(Duration.ofMinutes(30));
        driven.accept(window("fresh", "customer", 0));
        driven.pass(Duration.ofMinutes(29));
        assertThat(driven.view().calls()).hasSize(3);
        driven.pass(Duration.ofMinutes(1));

        assertThat(driven.view().calls()).extracting(LiveCall::callId).containsExactly("fresh");
        assertThat(driven.view().trajectories(gone)).isEmpty();
    }

    @Test
    void whatReachedTheTopicLongAgoIsPassedOver() throws Exception {
        driven.acceptAt(DrivenCalls.NOON.minus(DrivenCalls.RETENTION), window("a", "customer", 0));

        assertThat(driven.view().calls()).isEmpty();
    }

    @Test
    void aTombstoneRemovesItsChannelAtOnce() throws Exception {
        driven.accept(trajectory("a", "customer", COMPLETED, 1));
        driven.accept(trajectory("a", "agent", COMPLETED, 1));
        driven.erase("a", "customer");
        assertThat(driven.view().call("a").orElseThrow().channels())
                .extracting(LiveChannel::channel)
                .containsExactly("agent");
        driven.erase("a", "agent");

        assertThat(driven.view().calls()).isEmpty();
    }

    @Test
    void bytesThatAreNoRecordAreSkipped() throws Exception {
        driven.acceptGarbage();
        driven.accept(window("a", "customer", 0));

        assertThat(driven.view().calls()).hasSize(1);
    }

    @Test
    void aRecordWithNeitherKeyNorValueSaysNothing() throws Exception {
        driven.acceptNothing();
        driven.accept(window("a", "customer", 0));

        assertThat(driven.view().calls()).hasSize(1);
    }

    @Test
    void callsAreListedNewestFirst() throws Exception {
        for (String id : List.of("old", "new", "middle")) {
            EmotionWindow window = window(id, "customer", 0);
            window.setCallStart(DrivenCalls.NOON.plusSeconds(id.equals("old") ? 0 : id.equals("new") ? 2 : 1));
            driven.accept(window);
        }

        assertThat(driven.view().calls()).extracting(LiveCall::callId).containsExactly("new", "middle", "old");
    }

    @Test
    void channelsBeyondWhatACallCanHaveAreNotKept() throws Exception {
        for (int i = 0; i < 200; i++) {
            driven.accept(window("a", "channel-" + i, 0));
        }

        assertThat(driven.view().call("a").orElseThrow().channels()).hasSize(LiveCall.MOST_CHANNELS);
    }

    @Test
    void aCallComesBackFromItsChangelogAsItWas() throws Exception {
        driven.accept(window("a", "customer", 4));
        driven.accept(silentWindow("a", "agent", 4));
        driven.accept(trajectory("a", "third/%", TIMED_OUT, 3));
        LiveCall call = driven.view().call("a").orElseThrow();
        try (LiveCallSerde serde = new LiveCallSerde();
                var ids = Serdes.String()) {
            byte[] key = ids.serializer().serialize("t", call.callId());
            byte[] value = serde.serializer().serialize("t", call);

            assertThat(ids.deserializer().deserialize("t", key)).isEqualTo("a");
            assertThat(serde.deserializer().deserialize("t", value)).isEqualTo(call);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aCallOfAnEarlierVersionIsReadAndGoesOn(int version) throws Exception {
        try (LiveCallSerde serde = new LiveCallSerde();
                InputStream golden = getClass().getResourceAsStream("/golden/live-call/version-" + version + ".bin")) {
            LiveCall call = serde.deserializer().deserialize("t", golden.readAllBytes());

            assertThat(call.channels())
                    .extracting(
                            LiveChannel::channel,
                            channel -> channel.latest().map(latest -> latest.decoded("call-1", channel.channel())),
                            channel -> channel.latest().map(EncodedWindow::index))
                    .containsExactly(
                            tuple("agent", Optional.of(silentWindow("call-1", "agent", 5)), Optional.of(5)),
                            tuple("customer", Optional.of(window("call-1", "customer", 4)), Optional.of(4)),
                            tuple("third/%", Optional.empty(), Optional.empty()));
            assertThat(call.channel("customer").orElseThrow().heat().value()).isEqualTo(version == 1 ? 0f : 1.25f);
            assertThat(serde.deserializer().deserialize("t", serde.serializer().serialize("t", call)))
                    .isEqualTo(call);
        }
    }

    @Test
    void toChangeACallDecodesNoWindow() {
        EncodedWindow unreadable = new EncodedWindow(5, ByteBuffer.wrap(new byte[] {1, 2, 3}));
        LiveChannel agent =
                LiveChannel.startingAt("agent", DrivenCalls.NOON).heard(window("a", "agent", 5), unreadable, 0);
        LiveCall call = new LiveCall("a", List.of(agent));
        try (LiveCallSerde serde = new LiveCallSerde()) {
            LiveCall read =
                    serde.deserializer().deserialize("t", serde.serializer().serialize("t", call));

            assertThat(read).isEqualTo(call);
            assertThat(read.channels().get(0).latest().map(EncodedWindow::index))
                    .contains(5);
        }
    }
}
