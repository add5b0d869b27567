package io.speecheq.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The job's jar on a cluster that outlives it: stopped, cancelled and submitted again, with one subtask and with three, in the middle of calls. */
class ResubmittedJobIT {

    private static final int SPEED = 2;
    private static final long PATIENCE_MINUTES = 5;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void comingAndGoingAndRescalingLosesNothingAndMapsOneNativeLibrary() throws Exception {
        LedgerAssertion ledger = new LedgerAssertion(folder);
        Recordings recordings = ledger.analysed();
        List<String> options = List.of(
                "--model", FaultsIT.model().toString(),
                "--guarantee", "exactly-once",
                "--checkpoint-interval", "1s",
                "--idle-timeout", "2m");
        try (ProcessCluster cluster = ProcessCluster.start(folder, 1, 3, options)) {
            Publisher publisher = new Publisher(recordings, cluster.bootstrapServers(), SPEED, folder);
            cluster.submit(Optional.empty(), "--parallelism", "1");
            CompletableFuture<Void> published = publisher.start();
            cluster.awaitFirstCheckpoint();
            Set<String> libraries = new TreeSet<>(mappedLibraries(cluster.taskManager()));

            cluster.submit(Optional.of(cluster.flink().stopWithSavepoint()), "--parallelism", "3");
            libraries.addAll(mappedLibraries(cluster.taskManager()));
            cluster.flink().cancel();
            cluster.submit(cluster.flink().newestCheckpoint(), "--parallelism", "3");
            libraries.addAll(mappedLibraries(cluster.taskManager()));
            cluster.submit(Optional.of(cluster.flink().stopWithSavepoint()), "--parallelism", "1");
            libraries.addAll(mappedLibraries(cluster.taskManager()));
            publisher.finish();
            published.get(PATIENCE_MINUTES, TimeUnit.MINUTES);

            ledger.holds(recordings, publisher.batches(), cluster.bootstrapServers(), "exactly-once");

            assertThat(libraries)
                    .as("files of ONNX Runtime mapped by the task manager")
                    .hasSize(1);
        }
    }

    /** ONNX Runtime's libraries in the process, some seconds after a submission: by then calls have been scored. */
    private static Set<String> mappedLibraries(OwnProcess process) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(4);
        Set<String> files = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "maps"))) {
            if (line.endsWith("/libonnxruntime.so")) {
                files.add(line.substring(line.indexOf('/')));
            }
        }
        return files;
    }
}
