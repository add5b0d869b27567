package io.speecheq.systemtests.cluster;

import io.speecheq.sinks.history.HistoryTable;
import io.speecheq.systemtests.cluster.KeptHistory.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code history} as a process of its own that writes to a database and to files, with the operator who starts it again. */
final class HistoryProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final String bootstrapServers;
    private final Database database;
    private final KeptHistory kept;
    private OwnProcess process;
    private Extent atStart;

    private HistoryProcess(Path folder, String bootstrapServers, Database database) throws Exception {
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
        this.database = database;
        this.kept = new KeptHistory(database, files(folder));
        this.atStart = kept.extent();
        this.process = newProcess();
    }

    /**
     * Starts it.
     *
     * @param folder for its files and logs
     */
    static HistoryProcess start(Path folder, String bootstrapServers, Database database) throws Exception {
        Files.createDirectories(files(folder));
        Files.createDirectories(temporary(folder));
        return new HistoryProcess(folder, bootstrapServers, database);
    }

    /**
     * A kill as it turned out.
     *
     * @param atStart what was kept when the process started
     * @param atKill what was kept when it was killed
     * @param windowsInFiles that it left
     * @param begunFiles that it left
     */
    record Kill(Extent atStart, Extent atKill, long windowsInFiles, long begunFiles) {

        /** Whether the process had got on in both places, and was not through with them. */
        boolean isAmid(Extent last) {
            return atKill.isBeyond(atStart) && last.isBeyond(atKill);
        }
    }

    private static Path files(Path folder) {
        return folder.resolve("history");
    }

    private static Path temporary(Path folder) {
        return folder.resolve("temporary");
    }

    KeptHistory kept() {
        return kept;
    }

    private OwnProcess newProcess() throws IOException {
        List<String> command = new ArrayList<>(JavaCommand.of("512m", folder.resolve("history-details.log")));
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + temporary(folder),
                "io.speecheq.app.cli.SpeechEqCommand",
                "history",
                "--bootstrap-servers",
                bootstrapServers,
                "--postgres",
                database.url(),
                "--parquet",
                files(folder).toString(),
                "--roll-interval",
                "1s"));
        return OwnProcess.start("history", command, JavaCommand.classPath(), folder.resolve("history.log"));
    }

    /** Does it a while after the process has got on, and sees to it that what is gone comes back; returns what a kill has hit. */
    Optional<Kill> suffer(HistoryFault fault) throws Exception {
        awaitProgress();
        TimeUnit.MILLISECONDS.sleep(fault.afterMillis());
        requireAlive();
        switch (fault.kind()) {
            case KILL -> {
                return Optional.of(kill(fault));
            }
            case PAUSE -> pause(fault);
            case NO_DATABASE -> withoutDatabase(fault);
        }
        return Optional.empty();
    }

    /** Until there is more in both places than when the process started, or to the end of all patience. */
    private void awaitProgress() throws Exception {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!kept.extent().isBeyond(atStart) && System.nanoTime() < deadlineNanos) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private Kill kill(HistoryFault fault) throws Exception {
        Extent atKill = kept.extent();
        process.kill();
        Kill kill = new Kill(atStart, atKill, kept.recordsInFiles(HistoryTable.EMOTION_WINDOW), kept.begunFiles());
        TimeUnit.MILLISECONDS.sleep(fault.forMillis());
        atStart = kept.extent();
        process = newProcess();
        return kill;
    }

    private void pause(HistoryFault fault) throws IOException, InterruptedException {
        process.pause();
        TimeUnit.MILLISECONDS.sleep(fault.forMillis());
        process.resume();
    }

    private void withoutDatabase(HistoryFault fault) throws IOException, InterruptedException {
        database.stop();
        TimeUnit.MILLISECONDS.sleep(fault.forMillis());
        database.start();
    }

    private void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("history has ended by itself; see " + folder.resolve("history.log"));
        }
    }

    /** Asks it to end, with everything that it has read complete. */
    void stop() throws InterruptedException {
        requireAlive();
        process.stop();
    }

    @Override
    public void close() {
        process.kill();
    }
}
