package io.speecheq.app.history;

import io.speecheq.app.history.ParquetFolder.DataFile;
import io.speecheq.sinks.history.HistoryTable;
import io.speecheq.sinks.parquet.ErasedCalls;
import io.speecheq.sinks.parquet.KeptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** How records leave a folder of Parquet files again, while a job may go on writing there: it never comes back to a file that is complete. */
public final class ParquetRows {

    private final ParquetFolder folder;

    /**
     * In that folder.
     *
     * @throws HistoryFailedException where it is not there
     */
    public ParquetRows(Path folder) throws HistoryFailedException {
        this.folder = new ParquetFolder(folder);
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
    public Map<HistoryTable<?>, Integer> erase(String callId) throws HistoryFailedException {
        try {
            ErasedCalls.add(folder.path(), callId);
            return remove(callId::equals);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Takes out what files that were not yet complete then have brought of calls that were erased.
     *
     * @return how many records each table lost
     */
    public Map<HistoryTable<?>, Integer> finishErasures() throws HistoryFailedException {
        try {
            Set<String> erased = ErasedCalls.of(folder.path());
            return erased.isEmpty() ? Map.of() : remove(callId -> erased.contains(ErasedCalls.digest(callId)));
        } catch (IOException e) {
            throw failure(e);
        }
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
    public int expire(HistoryTable<?> table, Instant before, Instant now) throws HistoryFailedException {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        int deleted = 0;
        try {
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
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private HistoryFailedException failure(IOException e) {
        return new HistoryFailedException(
                "the files in " + folder.path() + " could not be changed (" + e.getMessage()
                        + "): see to it that this user may write there, and try again",
                e);
    }
}
