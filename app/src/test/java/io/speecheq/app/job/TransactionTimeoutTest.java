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
        assertThat(TransactionTimeout.problem(Duration.ofSeconds(70), TEN_SECONDS))
                .isEmpty();
        assertThat(TransactionTimeout.problem(TEN_MINUTES, TEN_SECONDS, TEN_MINUTES))
                .isEmpty();
    }

    @Test
    void oneThatARestartOutlivesIsRefused() {
        assertThat(TransactionTimeout.problem(Duration.ofSeconds(69), TEN_SECONDS))
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("69s", "--checkpoint-interval 10s", "give --transaction-timeout 70s"));
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
                        .contains("--checkpoint-interval 15m needs 16m at least, so give a shorter one, or raise"));
    }
}
