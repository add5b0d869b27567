package io.speecheq.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.job.TopicSetup;
import io.speecheq.schemas.codec.RecordTrust;
import io.speecheq.sinks.history.HistoryTable;
import io.speecheq.systemtests.cluster.HistoryProcess.Kill;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls go on while history, which writes them to a database and to files, is killed and paused, and its database is away. By default a short plan;
 * {@code system-tests/faults --history} runs long ones. What happened is in {@code target/faults}.
 */
class HistoryFaultsIT {

    private static final long SEED = Long.getLong("speecheq.faults.seed", 14);
    private static final int KILLS = Integer.getInteger("speecheq.faults.kills", 4);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @BeforeAll
    static void trustRecords() {
        RecordTrust.grant();
    }

    @Test
    void whateverDiesEveryRowIsKeptOnceInBothPlaces() throws Exception {
        FaultReport report = new FaultReport("history-" + SEED + "-" + KILLS);
        report.note("seed " + SEED + ", " + KILLS + " kills, in " + folder);
        KafkaProcess kafka = new KafkaProcess(folder);
        Map<String, String> connection = Map.of("bootstrap.servers", kafka.bootstrapServers());
        OwnProcess broker = kafka.start();
        try (Database database = new Database(folder.resolve("postgres"))) {
            database.start();
            new TopicSetup(Map.of(
                            "bootstrap.servers",
                            kafka.bootstrapServers(),
                            "default.api.timeout.ms",
                            Long.toString(PATIENCE.toMillis())))
                    .createMissing(2);
            try (HistoryProcess history = HistoryProcess.start(folder, kafka.bootstrapServers(), database);
                    ToldCalls calls = new ToldCalls(SEED, connection)) {
                calls.start();
                List<Kill> kills = suffer(HistoryFault.seeded(SEED, KILLS), history, report);
                report.note(calls.finish() + " calls told");

                compare(history, connection, report);

                KeptHistory.Extent last = history.kept().extent();
                assertThat(kills.stream().filter(kill -> kill.isAmid(last)).count())
                        .as("kills with progress before and after, of %s", kills)
                        .isGreaterThanOrEqualTo((KILLS + 1) / 2);
            }
        } finally {
            broker.kill();
        }
    }

    private static List<Kill> suffer(List<HistoryFault> plan, HistoryProcess history, FaultReport report)
            throws Exception {
        List<Kill> kills = new ArrayList<>();
        for (HistoryFault fault : plan) {
            Optional<Kill> kill = history.suffer(fault);
            kill.ifPresent(kills::add);
            report.note(fault + kill.map(hit -> ": " + hit).orElse(""));
        }
        return kills;
    }

    /** Every row of both places against the topics, once history has ended with all of it. */
    private static void compare(HistoryProcess history, Map<String, String> connection, FaultReport report)
            throws Exception {
        List<ToldRows> told = new ArrayList<>();
        for (HistoryTable<?> table : HistoryTable.all()) {
            told.add(ToldRows.of(table, connection));
        }
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!isComplete(told, history.kept()) && Instant.now().isBefore(deadline)) {
            TimeUnit.SECONDS.sleep(1);
        }
        history.stop();
        List<String> faults = new ArrayList<>();
        for (ToldRows rows : told) {
            List<String> inDatabase = history.kept().inDatabase(rows.table());
            List<String> inFiles = history.kept().inFiles(rows.table());
            report.note(rows.table().name() + ": " + rows.newest().size() + " told, " + inDatabase.size()
                    + " in the database; " + rows.ends().size() + " to be in files, " + inFiles.size() + " there");
            faults.addAll(rows.faultsInDatabase(inDatabase));
            faults.addAll(rows.faultsInFiles(inFiles));
        }
        report.note(
                faults.isEmpty()
                        ? "nothing missing, doubled or different"
                        : faults.size() + " faults, first " + faults.get(0));
        assertThat(faults).as("missing, doubled or different rows").isEmpty();
        assertThat(history.kept().begunFiles())
                .as("files that killed processes had begun")
                .isZero();
    }

    private static boolean isComplete(List<ToldRows> told, KeptHistory kept) throws Exception {
        for (ToldRows rows : told) {
            if (kept.rows(rows.table()) < rows.newest().size()
                    || kept.recordsInFiles(rows.table()) < rows.ends().size()) {
                return false;
            }
        }
        return true;
    }
}
