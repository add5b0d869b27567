package io.speecheq.app.job;

import io.speecheq.app.lifetime.FileHold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a process keeps what must survive a restart: a folder of the user's, or a temporary one that is deleted when it is closed. It is held
 * against other processes until then, as a second job would go on from the first one's checkpoints, and delete them.
 */
public final class DataFolder implements AutoCloseable {

    private final Path folder;
    private final boolean isTemporary;
    private final FileHold hold;

    private DataFolder(Path folder, boolean isTemporary, FileHold hold) {
        this.folder = folder;
        this.isTemporary = isTemporary;
        this.hold = hold;
    }

    /**
     * The folder, which is made where it is not there.
     *
     * @throws DataFolderTaken when another process has it
     */
    public static DataFolder of(Optional<Path> kept) throws IOException, DataFolderTaken {
        Path folder = kept.isPresent() ? kept.get().toAbsolutePath() : Files.createTempDirectory("speecheq-");
        FileHold hold = FileHold.take(folder, "speecheq.lock")
                .orElseThrow(() -> new DataFolderTaken("--data " + folder
                        + " is in use by another SpeechEQ: end that, or name another folder for this one"));
        return new DataFolder(folder, kept.isEmpty(), hold);
    }

    public Path folder() {
        return folder;
    }

    public boolean isTemporary() {
        return isTemporary;
    }

    /** The broker's log. */
    public Path kafka() {
        return folder.resolve("kafka");
    }

    /** The job's checkpoints. */
    public Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** The dashboard's state. */
    public Path streams() {
        return folder.resolve("streams");
    }

    @Override
    public void close() {
        hold.close();
        if (!isTemporary) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Someone else has deleted a part of it, which is what was to be done.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
