package io.speecheq.app.history;

import io.speecheq.app.job.LocalCluster;
import io.speecheq.app.lifetime.FileHold;
import io.speecheq.sinks.history.HistoryTable;
import io.speecheq.sinks.parquet.CallDay;
import io.speecheq.sinks.parquet.KeptFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A folder of Parquet files on this machine: {@code table/day=…/part-….parquet}, and beside them, under names that readers of such folders leave alone,
 * the checkpoints of the job that writes it, its locks, and the list of erased calls.
 */
final class ParquetFolder {

    private static final long LOOK_EVERY_MILLIS = 100;

    /** A file that is complete. */
    record DataFile(Path path, CallDay day) {}

    private final Path folder;

    ParquetFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    Path path() {
        return folder;
    }

    /** Of the job that writes here; they belong to the files, and move with them. */
    Path checkpoints() {
        return folder.resolve("_checkpoints");
    }

    /** When a job that writes here last completed a checkpoint, by the file system's clock; the least long where none has. */
    long lastCheckpointMillis() throws IOException {
        return LocalCluster.newest(checkpoints())
                .map(checkpoint -> checkpoint.resolve("_metadata").toFile().lastModified())
                .orElse(Long.MIN_VALUE);
    }

    /** The tables' complete files, in the order of days. */
    List<DataFile> files(HistoryTable<?> table) throws IOException {
        List<DataFile> found = new ArrayList<>();
        for (Path day : days(table)) {
            CallDay of = CallDay.ofFolder(day.getFileName().toString()).orElseThrow();
            files(day, "[!.]*.parquet").forEach(file -> found.add(new DataFile(file, of)));
        }
        found.sort(Comparator.comparing(DataFile::path));
        return found;
    }

    /** The table's files that a job has begun: those that it writes now, and those that killed ones have left. */
    List<Path> begunFiles(HistoryTable<?> table) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path day : days(table)) {
            found.addAll(files(day, ".*.inprogress.*"));
        }
        return found;
    }

    /** What erasures of a table's files that were killed have left. */
    List<Path> halfErasedFiles(HistoryTable<?> table) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path day : days(table)) {
            found.addAll(files(day, ".*" + KeptFile.HALF_ERASED));
        }
        return found;
    }

    private List<Path> days(HistoryTable<?> table) throws IOException {
        Path days = folder.resolve(table.name());
        return Files.isDirectory(days)
                ? files(days, "*").stream()
                        .filter(day ->
                                CallDay.ofFolder(day.getFileName().toString()).isPresent())
                        .toList()
                : List.of();
    }

    private static List<Path> files(Path folder, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            files.forEach(found::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    /**
     * Holds the folder for one who takes records out of its files: two would put back what the other has taken. Waits for another who does.
     *
     * @throws HistoryFailedException when another still does after that time, or nobody can
     */
    FileHold holdForErasing(Duration patience) throws HistoryFailedException, InterruptedException {
        long begin = System.nanoTime();
        try {
            while (true) {
                Optional<FileHold> hold = FileHold.take(folder, "_erase_lock");
                if (hold.isPresent()) {
                    return hold.get();
                }
                if (System.nanoTime() - begin >= patience.toNanos()) {
                    throw new HistoryFailedException(
                            "another erase or expire is at work in " + folder + ": try again once it has ended");
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (IOException e) {
            throw new HistoryFailedException(
                    "cannot write to " + folder + " (" + e.getMessage() + "): let this user write there", e);
        }
    }

    /**
     * Holds the folder for one writer: two jobs would write every record twice. The lock goes with the process.
     *
     * @throws HistoryFailedException when another writes here, or nobody can
     */
    FileHold hold() throws HistoryFailedException {
        try {
            return FileHold.take(folder, "_lock")
                    .orElseThrow(() -> new HistoryFailedException(
                            "another history job writes to " + folder + ": stop it, or choose another folder"));
        } catch (IOException e) {
            throw new HistoryFailedException(
                    "cannot write to " + folder + " (" + e.getMessage() + "): choose another folder", e);
        }
    }
}
