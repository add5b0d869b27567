package io.speecheq.sinks.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasedCallsTest {

    @TempDir
    private Path folder;

    private Instant now = Instant.EPOCH;

    @Test
    void aRunningWriterHeedsAnErasureAfterAFewSeconds() throws Exception {
        ErasedCalls erased = new ErasedCalls(new org.apache.flink.core.fs.Path(folder.toUri()), clock());
        assertThat(erased.contain("gone")).isFalse();

        ErasedCalls.add(folder, "gone");
        ErasedCalls.add(folder, "gone");
        now = now.plus(ErasedCalls.LOOK_EVERY);

        assertThat(erased.contain("gone")).isTrue();
        assertThat(erased.contain("kept")).isFalse();
        assertThat(Files.readAllLines(folder.resolve(ErasedCalls.FILE))).containsExactly(ErasedCalls.digest("gone"));
    }

    @Test
    void theFileIsNotLookedAtForEveryRecord() throws Exception {
        ErasedCalls erased = new ErasedCalls(new org.apache.flink.core.fs.Path(folder.toUri()), clock());
        assertThat(erased.contain("gone")).isFalse();

        ErasedCalls.add(folder, "gone");
        now = now.plus(ErasedCalls.LOOK_EVERY).minus(Duration.ofMillis(1));

        assertThat(erased.contain("gone")).isFalse();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
