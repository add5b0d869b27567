package io.speecheq.app.lifetime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One owner's hold on a lock file, against other processes and within this one; it goes with the process. */
public final class FileHold implements AutoCloseable {

    private final FileChannel file;

    private FileHold(FileChannel file) {
        this.file = file;
    }

    /**
     * Takes the file of that name in the folder; both are made where they are not there.
     *
     * @return nothing where another holds it
     * @throws IOException when it cannot be made
     */
    public static Optional<FileHold> take(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        FileChannel file = FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(file) == null) {
            file.close();
            return Optional.empty();
        }
        return Optional.of(new FileHold(file));
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
