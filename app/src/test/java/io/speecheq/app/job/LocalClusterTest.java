package io.speecheq.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.executiongraph.failover.RestartBackoffTimeStrategy;
import org.apache.flink.runtime.executiongraph.failover.RestartBackoffTimeStrategyFactoryLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterTest {

    @TempDir
    private Path checkpoints;

    @Test
    void goesOnFromTheNewestCompleteCheckpointOfAnyRun() throws Exception {
        checkpoint("run-a/chk-9", 1_000);
        checkpoint("run-b/chk-1", 3_000);
        checkpoint("run-b/chk-2", 2_000);
        Files.createDirectories(checkpoints.resolve("run-c/chk-5"));

        assertThat(LocalCluster.newest(checkpoints)).contains(checkpoints.resolve("run-b/chk-1"));
    }

    @Test
    void beginsAnewWithoutACheckpoint() throws Exception {
        assertThat(LocalCluster.newest(checkpoints)).isEmpty();
        assertThat(LocalCluster.newest(checkpoints.resolve("absent"))).isEmpty();
    }

    @Test
    void aJobThatRunsOnIsTriedAgainHoweverOftenItHasFailed() throws Exception {
        ReadableConfig settings = LocalCluster.continuous(1, checkpoints).getConfiguration();
        RestartBackoffTimeStrategy restarts =
                RestartBackoffTimeStrategyFactoryLoader.createRestartBackoffTimeStrategyFactory(
                                new Configuration(), Configuration.fromMap(settings.toMap()), true)
                        .create();

        for (int failure = 0; failure < 1_000; failure++) {
            restarts.notifyFailure(new IllegalStateException("injected"));
        }

        assertThat(restarts.canRestart()).isTrue();
        assertThat(restarts.getBackoffTime()).isLessThan(60_000);
    }

    private void checkpoint(String name, long writtenMillis) throws Exception {
        Path metadata = Files.createDirectories(checkpoints.resolve(name)).resolve("_metadata");
        Files.createFile(metadata);
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(writtenMillis));
    }
}
