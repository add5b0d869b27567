package io.speecheq.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TransactionTimeoutTest {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @Test
    void whatLiesBetweenARestartAndTheBrokersLimitIsFine() {
        assertThat(TransactionTimeout.problem(TEN_MINUTES, TEN_SECONDS)).isEmpty();
        assertThat(TransactionTimeout.problem(Duration.ofSeconds(150), TEN_SECONDS))
                .isEmpty();
        assertThat(TransactionTimeout.problem(TEN_MINUTES, TEN_SECONDS, TEN_MINUTES))
                .isEmpty();
    }

    @Test
    void oneThatARestartOutlivesIsRefused() {
        assertThat(TransactionTimeout.problem(Duration.ofSeconds(149), TEN_SECONDS))
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("149s", "--checkpoint-interval 10s", "give --transaction-timeout 150s"));
    }

    @Test
    void twoCheckpointsASavepointBetweenThemAndARestartFitIntoATimeoutWhateverTheInterval() {
        for (Duration interval : new Duration[] {Duration.ofMillis(500), TEN_SECONDS, Duration.ofMinutes(8)}) {
            Duration checkpoint = TransactionTimeout.longestCheckpoint(TEN_MINUTES, interval);
            Duration toTheNext = interval.compareTo(checkpoint) > 0 ? interval : checkpoint;

            assertThat(toTheNext.plus(checkpoint).plus(checkpoint).plus(TransactionTimeout.RESTART))
                    .as("interval %s, checkpoint %s", interval, checkpoint)
                    .isLessThanOrEqualTo(TEN_MINUTES);
            assertThat(checkpoint).isGreaterThanOrEqualTo(TransactionTimeout.LEAST_CHECKPOINT);
        }
    }

    @Test
    void oneThatTheBrokerDoesNotAllowNamesBothAndWhatToChange() {
        assertThat(TransactionTimeout.problem(TEN_MINUTES, TEN_SECONDS, Duration.ofMinutes(5)))
                .contains("--transaction-timeout 10m is longer than the 5m that the broker allows"
                        + " (transaction.max.timeout.ms=300000): give --transaction-timeout 5m or less, or raise"
                        + " that setting on every broker");
    }

    @Test
    void whereNoTimeoutWouldDoTheCheckpointsMustBeCloser() {
        assertThat(TransactionTimeout.problem(Duration.ofMinutes(20), Duration.ofMinutes(15), TEN_MINUTES))
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("--checkpoint-interval 15m needs 17m at least, so give a shorter one, or raise"));
    }
}
