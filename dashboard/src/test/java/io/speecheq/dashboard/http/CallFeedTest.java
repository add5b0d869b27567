package io.speecheq.dashboard.http;

import static io.speecheq.dashboard.calls.DrivenCalls.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.dashboard.access.Role;
import io.speecheq.dashboard.calls.DrivenCalls;
import io.speecheq.dashboard.calls.NotReadyException;
import io.speecheq.schemas.record.EmotionWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallFeedTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final DrivenCalls driven = new DrivenCalls();

    @AfterEach
    void close() {
        driven.close();
    }

    @Test
    void windowsAreToldOnceThoughALaterChannelCannotBeAsked() throws Exception {
        IntStream.range(0, 3).forEach(i -> driven.accept(window("a", "agent", i)));
        IntStream.range(0, 5).forEach(i -> driven.accept(window("a", "customer", i)));
        try (CallFeed feed = feed(new FailingOnce(own(), "customer"))) {
            assertThat(feed.next(Duration.ZERO).orElseThrow().name()).isEqualTo("waiting");
            ServerEvent told = feed.next(Duration.ZERO).orElseThrow();

            assertThat(indexes(told, "agent")).containsExactly(0, 1, 2);
            assertThat(indexes(told, "customer")).containsExactly(0, 1, 2, 3, 4);
            assertThat(feed.next(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void aChannelThatBeginsAfreshIsToldFromItsFirstWindowOn() throws Exception {
        IntStream.range(0, 5).forEach(i -> driven.accept(window("a", "customer", i)));
        driven.accept(ofAnotherRun("agent", 0));
        try (CallFeed feed = feed(own())) {
            assertThat(indexes(feed.next(Duration.ZERO).orElseThrow(), "customer"))
                    .hasSize(5);
            driven.accept(ofAnotherRun("customer", 0));

            assertThat(indexes(feed.next(Duration.ZERO).orElseThrow(), "customer"))
                    .containsExactly(0);
        }
    }

    private static EmotionWindow ofAnotherRun(String channel, int index) {
        EmotionWindow window = window("a", channel, index);
        window.setCallStart(DrivenCalls.NOON.plusSeconds(600));
        return window;
    }

    private CallBook own() {
        return new OwnCalls(driven.view(), Instances.none());
    }

    private static CallFeed feed(CallBook book) {
        return new CallFeed(book, "a", Role.SUPERVISOR, "");
    }

    private static List<Integer> indexes(ServerEvent event, String channel) throws Exception {
        List<Integer> indexes = new ArrayList<>();
        for (JsonNode share : JSON.readTree(event.data()).path("channels")) {
            if (share.path("channel").textValue().equals(channel)) {
                share.path("windows")
                        .forEach(window -> indexes.add(window.path("index").intValue()));
            }
        }
        return indexes;
    }

    /** A book in which a channel's windows cannot be asked for the first time. */
    private static final class FailingOnce implements CallBook {

        private final CallBook whole;
        private final String channel;
        private boolean hasFailed;

        FailingOnce(CallBook whole, String channel) {
            this.whole = whole;
            this.channel = channel;
        }

        @Override
        public Listing calls() throws NotReadyException {
            return whole.calls();
        }

        @Override
        public Optional<ObjectNode> call(String callId) throws NotReadyException {
            return whole.call(callId);
        }

        @Override
        public Optional<ObjectNode> windows(String callId, WindowRange range) throws NotReadyException {
            if (!hasFailed && range.asksFor(channel)) {
                hasFailed = true;
                throw new NotReadyException("the instance that has this call does not answer");
            }
            return whole.windows(callId, range);
        }

        @Override
        public Listing alerts() throws NotReadyException {
            return whole.alerts();
        }
    }
}
