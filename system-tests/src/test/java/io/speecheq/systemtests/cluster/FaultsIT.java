package io.speecheq.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls go on while broker, job manager, task managers and publisher are killed, stopped and started again. By default a short plan;
 * {@code system-tests/faults} runs long ones. What happened is in {@code target/faults}.
 */
class FaultsIT {

    private static final long SEED = Long.getLong("speecheq.faults.seed", 4);
    private static final int KILLS = Integer.getInteger("speecheq.faults.kills", 4);
    private static final String GUARANTEE = System.getProperty("speecheq.faults.guarantee", "exactly-once");
    private static final int SPEED = Integer.getInteger("speecheq.faults.speed", 2);
    private static final long PATIENCE_MINUTES = 5;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void whateverDiesEveryWindowIsToldAsPromisedAndAsAnalysed() throws Exception {
        FaultPlan plan = FaultPlan.seeded(SEED, KILLS);
        FaultReport report = new FaultReport(GUARANTEE + "-" + SEED + "-" + KILLS);
        LedgerAssertion ledger = new LedgerAssertion(folder);
        Recordings recordings = ledger.analysed();
        List<String> options = List.of(
                "--model", model().toString(),
                "--guarantee", GUARANTEE,
                "--checkpoint-interval", "1s",
                "--parallelism", "2",
                "--idle-timeout", "2m");
        report.note("seed " + plan.seed() + ", " + KILLS + " kills, " + GUARANTEE + ", in " + folder);
        try (ProcessCluster cluster = ProcessCluster.start(folder, 2, 2, options)) {
            Publisher publisher = new Publisher(recordings, cluster.bootstrapServers(), SPEED, folder);
            cluster.submit(Optional.empty());
            CompletableFuture<Void> published = publisher.start();
            cluster.awaitFirstCheckpoint();
            for (Fault fault : plan.faults()) {
                cluster.suffer(fault, publisher);
                report.note(fault.toString());
            }
            publisher.finish();
            published.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
            report.note(publisher.batches() + " batches published");

            ledger.holds(recordings, publisher.batches(), cluster.bootstrapServers(), GUARANTEE);

            assertThat(cluster.flink().runningJob()).as("the job runs on").isPresent();
            report.note(String.join("\n", Files.readAllLines(folder.resolve("check.txt"))));
        }
    }

    static Path model() throws IOException {
        try (Stream<Path> models = Files.list(Path.of(System.getProperty("speecheq.home"), "models"))) {
            return models.filter(file -> file.toString().endsWith(".onnx"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
