package io.speecheq.app.history;

import io.speecheq.app.history.ParquetFolder.DataFile;
import io.speecheq.app.lifetime.FileHold;
import io.speecheq.sinks.history.HistoryTable;
import io.speecheq.sinks.parquet.ErasedCalls;
import io.speecheq.sinks.parquet.KeptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How records leave a folder of Parquet files again, while a job may go on writing there: it never comes back to a file that is complete. Those who take
 * records out wait for each other.
 */
public final class ParquetRows {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ParquetFolder folder;
    private final Duration patience;

    /**
     * In that folder.
     *
     * @throws HistoryFailedException where it is not there
     */
    public ParquetRows(Path folder) throws HistoryFailedException {
        this(folder, PATIENCE);
    }

    /** @param patience how long to wait for another who takes records out of the folder */
    ParquetRows(Path folder, Duration patience) throws HistoryFailedException {
        this.folder = new ParquetFolder(folder);
        this.patience = patience;
        if (!Files.isDirectory(folder)) {
            throw new HistoryFailedException(
                    "there is no folder " + folder + ": name the one that 'speecheq history --parquet' writes");
        }
    }

    /**
     * Takes a call out of every complete file, and notes it, so that what the topics still tell of it is not written again.
     *
     * @return how many records each table lost
     */
    public Map<HistoryTable<?>, Integer> erase(String callId) throws HistoryFailedException, InterruptedException {
        return alone(() -> {
            ErasedCalls.add(folder.path(), callId);
            return remove(callId::equals);
        });
    }

    /**
     * Takes out what files that were not yet complete then have brought of calls that were erased.
     *
     * @return how many records each table lost
     */
    public Map<HistoryTable<?>, Integer> finishErasures() throws HistoryFailedException, InterruptedException {
        return alone(() -> {
            Set<String> erased = ErasedCalls.of(folder.path());
            return erased.isEmpty() ? Map.of() : remove(callId -> erased.contains(ErasedCalls.digest(callId)));
        });
    }

    private Map<HistoryTable<?>, Integer> remove(Predicate<String> callIds) throws IOException {
        Map<HistoryTable<?>, Integer> removed = new LinkedHashMap<>();
        for (HistoryTable<?> table : HistoryTable.all()) {
            int records = 0;
            for (DataFile file : folder.files(table)) {
                KeptFile kept = new KeptFile(file.path());
                records += kept.holds(callIds) ? kept.remove(callIds) : 0;
            }
            removed.put(table, records);
        }
        return removed;
    }

    /**
     * Deletes a table's files of days that were over before a moment; of days that are yet to come, those that were written before it.
     *
     * @return how many files
     */
    public int expire(HistoryTable<?> table, Instant before, Instant now)
            throws HistoryFailedException, InterruptedException {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        return alone(() -> {
            int deleted = 0;
            for (DataFile file : folder.files(table)) {
                LocalDate day = file.day().date();
                Instant age = day.isAfter(today)
                        ? Files.getLastModifiedTime(file.path()).toInstant()
                        : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
                if (!age.isAfter(before)) {
                    Files.deleteIfExists(file.path());
                    deleted++;
                }
            }
            return deleted;
        });
    }

    /** Work on the files that none may do beside it. */
    @FunctionalInterface
    private interface Work<T> {
        T done() throws IOException;
    }

    private <T> T alone(Work<T> work) throws HistoryFailedException, InterruptedException {
        FileHold hold = folder.holdForErasing(patience);
        try {
            deleteHalfErased();
            return work.done();
        } catch (IOException e) {
            throw failure(e);
        } finally {
            hold.close();
        }
    }

    /** As nobody else is at work here, whoever has left them was killed; they hold records of other calls. */
    private void deleteHalfErased() throws IOException {
        for (HistoryTable<?> table : HistoryTable.all()) {
            for (Path file : folder.halfErasedFiles(table)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private HistoryFailedException failure(IOException e) {
        return new HistoryFailedException(
                "the files in " + folder.path() + " could not be changed (" + e.getMessage()
                        + "): see to it that this user may write there, and try again",
                e);
    }
}
