package io.speecheq.app.history;

import io.speecheq.sinks.history.HistoryTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that were begun and that nobody completes: those of earlier processes that were killed, and those that a restart of the job, or a checkpoint
 * that failed, has left. No reader shows them, and they hold what was said of calls that may have been erased since: so they go. An earlier process's may be
 * complete but for its name, which the job gives it when it goes on from its last checkpoint; so these go with the first checkpoint of the job's own. One of
 * the job's own is closed by the next checkpoint that begins, and has its name soon after that is complete; so what was last written before a checkpoint goes
 * with the second one after it. Used by the thread that watches the job.
 */
final class AbandonedFiles implements PlaceJob.Care {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedFiles.class);

    private final ParquetFolder folder;

    /** What was written before the first of these goes with the next checkpoint; they are the start, or checkpoints. */
    private long outdatedMillis;

    private long previousMillis;
    private long triedMillis;

    /** @param startMillis from when on files are the job's own, by the clock of the folder's file system */
    AbandonedFiles(ParquetFolder folder, long startMillis) {
        this.folder = folder;
        this.outdatedMillis = startMillis;
        this.previousMillis = startMillis;
        this.triedMillis = startMillis - 1;
    }

    @Override
    public void look() {
        try {
            long checkpointMillis = folder.lastCheckpointMillis();
            if (checkpointMillis > triedMillis) {
                triedMillis = checkpointMillis;
                delete();
                outdatedMillis = Math.max(outdatedMillis, previousMillis);
                previousMillis = checkpointMillis;
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn(
                    "files that nobody completes could not be deleted in {}; it is tried again with the next checkpoint",
                    folder.path(),
                    e);
        }
    }

    private void delete() throws IOException {
        int deleted = 0;
        for (HistoryTable<?> table : HistoryTable.all()) {
            for (Path file : folder.begunFiles(table)) {
                if (isOutdated(file) && Files.deleteIfExists(file)) {
                    deleted++;
                }
            }
        }
        if (deleted > 0) {
            LOG.info("{} files deleted in {} that were begun and that nobody completes", deleted, folder.path());
        }
    }

    private boolean isOutdated(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).compareTo(FileTime.fromMillis(outdatedMillis)) < 0;
        } catch (NoSuchFileException e) {
            // The job has just given it its name.
            return false;
        }
    }
}
