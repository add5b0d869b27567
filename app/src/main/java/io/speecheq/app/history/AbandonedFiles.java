package io.speecheq.app.history;

import io.speecheq.sinks.history.HistoryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that earlier processes had begun when they were killed. Nobody completes them, no reader shows them, and they hold what was said of calls
 * that may have been erased since: so they go, once the job has made a checkpoint of its own. Before that one of them may be complete but for its name, which
 * the job gives it when it goes on from its last checkpoint. Used by the thread that watches the job.
 */
final class AbandonedFiles implements PlaceJob.Care {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedFiles.class);

    private final ParquetFolder folder;
    private final long startMillis;
    private boolean isDone;

    /** @param startMillis from when on files are the job's own, by the clock of the folder's file system */
    AbandonedFiles(ParquetFolder folder, long startMillis) {
        this.folder = folder;
        this.startMillis = startMillis;
    }

    @Override
    public void look() {
        try {
            if (!isDone && folder.lastCheckpointMillis() >= startMillis) {
                isDone = true;
                delete();
            }
        } catch (IOException e) {
            LOG.warn("files that a killed job has left in {} could not be deleted", folder.path(), e);
        }
    }

    private void delete() throws IOException {
        List<Path> abandoned = new ArrayList<>();
        for (HistoryTable<?> table : HistoryTable.all()) {
            for (Path file : folder.begunFiles(table)) {
                if (Files.getLastModifiedTime(file).compareTo(FileTime.fromMillis(startMillis)) < 0) {
                    abandoned.add(file);
                }
            }
        }
        for (Path file : abandoned) {
            Files.deleteIfExists(file);
        }
        if (!abandoned.isEmpty()) {
            LOG.info("{} files deleted that a killed job had begun in {}", abandoned.size(), folder.path());
        }
    }
}
