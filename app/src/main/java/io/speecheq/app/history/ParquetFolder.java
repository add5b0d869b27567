package io.speecheq.app.history;

import io.speecheq.app.lifetime.FileHold;
import io.speecheq.sinks.history.HistoryTable;
import io.speecheq.sinks.parquet.CallDay;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A folder of Parquet files on this machine: {@code table/day=…/part-….parquet}, and beside them, under names that readers of such folders leave alone,
 * the checkpoints of the job that writes it, its lock, and the list of erased calls.
 */
final class ParquetFolder {

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

    /** The tables' complete files, in the order of days. */
    List<DataFile> files(HistoryTable<?> table) throws IOException {
        List<DataFile> found = new ArrayList<>();
        Path tables = folder.resolve(table.name());
        if (!Files.isDirectory(tables)) {
            return found;
        }
        try (DirectoryStream<Path> days = Files.newDirectoryStream(tables)) {
            for (Path day : days) {
                Optional<CallDay> of = CallDay.ofFolder(day.getFileName().toString());
                if (of.isPresent()) {
                    try (DirectoryStream<Path> files = Files.newDirectoryStream(day, "[!.]*.parquet")) {
                        files.forEach(file -> found.add(new DataFile(file, of.get())));
                    }
                }
            }
        }
        found.sort(Comparator.comparing(DataFile::path));
        return found;
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
