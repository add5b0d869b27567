package io.speecheq.dashboard.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {

    private final HandClock clock = new HandClock();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Boolean> waitedInPauses = new ArrayList<>();
    private final ThreadReplacement replacement = new ThreadReplacement(clock, pause -> {
        pauses.add(pause);
        waitedInPauses.add(this.replacement.isWaiting());
        clock.now = clock.now.plus(pause);
    });

    @Test
    void aThreadThatFailsAgainAndAgainIsReplacedLaterEachTime() {
        IntStream.range(0, 9)
                .forEach(i -> assertThat(replacement.handle(new IllegalStateException("again")))
                        .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD));

        assertThat(pauses)
                .extracting(Duration::toMillis)
                .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L, 30_000L);
    }

    @Test
    void aThreadThatFailsAfterALongCalmIsReplacedSoon() {
        IntStream.range(0, 4).forEach(i -> replacement.handle(new IllegalStateException("again")));
        clock.now = clock.now.plus(ThreadReplacement.CALM);
        replacement.handle(new IllegalStateException("once more"));

        assertThat(pauses).last().isEqualTo(ThreadReplacement.FIRST_PAUSE);
    }

    @Test
    void aThreadWaitsUntilItsPauseIsOver() {
        replacement.handle(new IllegalStateException("once"));

        assertThat(waitedInPauses).containsExactly(true);
        assertThat(replacement.isWaiting()).isFalse();
    }

    @Test
    void theInnermostCauseIsSaidInOneLine() {
        Throwable failure = new StreamsException(
                "exception caught in a thread",
                new StreamsException(new InvalidTopicException("the topic name 'my calls' is invalid\nfor Kafka")));

        assertThat(ThreadReplacement.cause(failure))
                .endsWith("InvalidTopicException: the topic name 'my calls' is invalid");
    }

    /** Stands still unless it is moved. */
    private static final class HandClock extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
