package io.speecheq.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.inference.release.Release;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeptScorerTest {

    private static final Release RELEASE = new Release("away", "1", "file:///away.onnx", "0".repeat(64));
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KeptScorer failingSlowly = new KeptScorer(
            RELEASE,
            release -> {
                sleepUninterruptibly();
                throw new IOException("the store's name does not resolve");
            },
            0);

    @Test
    void aStoreThatFailsSlowlyIsWaitedForOnce() throws Exception {
        assertThat(failingSlowly.open(PATIENCE, 0)).isTrue();

        assertThat(failingSlowly.open(PATIENCE, 30_000)).isFalse();
    }

    @Test
    void theNextTryComesNoSoonerAfterTheFailureThanItIsToWait() throws Exception {
        failingSlowly.open(PATIENCE, 0);

        assertThat(failingSlowly.isToBeOpened(1_250)).isFalse();
        assertThat(failingSlowly.isToBeOpened(30_000)).isTrue();
    }

    /** Longer than the tenth of the patience that a quick failure takes at most. */
    private static void sleepUninterruptibly() {
        try {
            Thread.sleep(1_100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
