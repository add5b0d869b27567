package io.speecheq.app.broker;

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
 * One process's hold on a broker's folder. Kafka has a lock of its own, but takes it only after it has opened the metadata log for writing, and a
 * second broker's attempt damages that log for the first.
 */
final class FolderLock implements AutoCloseable {

    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Holds the folder, which is made where it is not there.
     *
     * @throws BrokerFailedException when another broker holds the folder, or it cannot be made
     */
    static FolderLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel file = FileChannel.open(
                    folder.resolve("speecheq.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(file) == null) {
                file.close();
                throw new BrokerFailedException(
                        folder + " is in use by another process: stop it, or choose another folder", null);
            }
            return new FolderLock(file);
        } catch (IOException e) {
            throw new BrokerFailedException(
                    "cannot write to " + folder + " (" + e.getMessage() + "): choose another folder", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held within this process.
            return null;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a lock file", e);
        }
    }
}
