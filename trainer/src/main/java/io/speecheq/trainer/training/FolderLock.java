package io.speecheq.trainer.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A run's folder, taken by one process until it closes it or ends: two that train into one folder would write over each other.
 * On a file system that knows no locks, as some network file systems, nobody is kept out.
 */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a folder, which is made where there is none.
     *
     * @throws CheckpointException when another process, or another trainer of this one, has it
     */
    static FolderLock take(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new CheckpointException(
                    folder + " is trained into by another process; wait for it, or name another folder");
        }
        return new FolderLock(channel);
    }

    private static boolean isLocked(FileChannel channel) {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            System.getLogger(FolderLock.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "the run's folder cannot be locked, so see that no other process trains into it: {0}",
                            e.getMessage());
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a lock on a folder cannot be let go", e);
        }
    }
}
