package io.speecheq.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster inside this process, small and on loopback: state on the heap, no web interface, as many slots as subtasks. */
public final class LocalCluster {

    private static final int MOST_USEFUL_PARALLELISM = 4;

    private static final int ANY_PORT = 0;

    private LocalCluster() {}

    /** As many subtasks as this machine has cores, within reason. */
    public static int usualParallelism() {
        return Math.max(
                1, Math.min(MOST_USEFUL_PARALLELISM, Runtime.getRuntime().availableProcessors()));
    }

    /** For a bounded run: nothing is kept, the first failure ends it. */
    public static StreamExecutionEnvironment bounded(int parallelism) {
        Configuration settings = settings(parallelism);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    }

    /** For a job that runs on: checkpoints under {@code checkpoints}, from the newest of which it goes on. */
    public static StreamExecutionEnvironment continuous(int parallelism, Path checkpoints) throws IOException {
        return continuous(parallelism, checkpoints, ANY_PORT);
    }

    /**
     * For a job that runs on, and can be asked how it is.
     *
     * @param restPort of Flink's REST interface on loopback; 0 for any
     */
    public static StreamExecutionEnvironment continuous(int parallelism, Path checkpoints, int restPort)
            throws IOException {
        Configuration settings = settings(parallelism);
        settings.set(RestOptions.BIND_PORT, Integer.toString(restPort));
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        restartForEver(settings);
        // The checkpoint that it goes on from is its own from then on, and deleted like its own.
        settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        newest(checkpoints)
                .ifPresent(path -> settings.set(
                        StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString()));
        return StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    }

    /** As deploy/conf does: whatever fails is tried again, ever more seldom until it holds. */
    private static void restartForEver(Configuration settings) {
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(30));
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(1));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    }

    private static Configuration settings(int parallelism) {
        Configuration settings = new Configuration();
        settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        settings.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(24));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(24));
        settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        settings.set(RestOptions.ADDRESS, "127.0.0.1");
        settings.set(RestOptions.BIND_PORT, Integer.toString(ANY_PORT));
        return settings;
    }

    /** The last complete checkpoint of any earlier run: Flink lays them as {@code <job>/chk-<n>/_metadata}. */
    public static Optional<Path> newest(Path checkpoints) throws IOException {
        if (!Files.isDirectory(checkpoints)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(checkpoints, 3)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .map(Path::getParent);
        }
    }
}
