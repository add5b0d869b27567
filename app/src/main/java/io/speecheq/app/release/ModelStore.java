package io.speecheq.app.release;

import io.speecheq.inference.release.ModelStores;
import io.speecheq.inference.release.Release;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * A folder of networks on one of Flink's file systems, each named by its SHA-256: what a name stands for never changes, so a
 * job may fetch it whenever it restarts.
 */
public final class ModelStore {

    private final Path folder;

    private ModelStore(Path folder) {
        this.folder = folder;
    }

    /**
     * The store in that folder, which is made when something is put there.
     *
     * @param text a URI, or a path of this machine
     * @throws ReleaseFailedException when it is neither
     */
    public static ModelStore at(String text) throws ReleaseFailedException {
        try {
            String uri = text.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")
                    ? text
                    : "file://" + java.nio.file.Path.of(text).toAbsolutePath().normalize();
            return new ModelStore(
                    new Path(new ModelStores(List.of(uri)).folders().get(0)));
        } catch (IllegalArgumentException e) {
            throw new ReleaseFailedException("--store: " + e.getMessage(), e);
        }
    }

    /**
     * Puts a network there, whole or not at all; one that is there already stays.
     *
     * @return the file's URI
     * @throws ReleaseFailedException when the file system cannot be reached or written to
     */
    public String put(byte[] onnx) throws ReleaseFailedException {
        String sha256 = Release.sha256(onnx);
        Path file = new Path(folder, sha256 + ".onnx");
        try {
            FileSystem files = file.getFileSystem();
            if (!holds(files, file, sha256)) {
                write(files, onnx, file);
            }
            return file.toString();
        } catch (IOException e) {
            throw new ReleaseFailedException(
                    "cannot write " + file + " (" + e.getMessage() + "): name another --store, or mend this one", e);
        }
    }

    /** Whether the file is there, and undamaged. */
    private static boolean holds(FileSystem files, Path file, String sha256) throws IOException {
        if (!files.exists(file)) {
            return false;
        }
        try (FSDataInputStream in = files.open(file)) {
            return Release.sha256(in.readAllBytes()).equals(sha256);
        }
    }

    private void write(FileSystem files, byte[] onnx, Path file) throws IOException {
        files.mkdirs(folder);
        Path unfinished = new Path(folder, "." + file.getName() + "." + UUID.randomUUID());
        boolean isThere = false;
        try {
            try (FSDataOutputStream out = files.create(unfinished, WriteMode.NO_OVERWRITE)) {
                out.write(onnx);
            }
            if (files.exists(file)) {
                files.delete(file, false);
            }
            isThere = files.rename(unfinished, file);
            if (!isThere) {
                throw new IOException("it could not be given its name");
            }
        } finally {
            if (!isThere) {
                files.delete(unfinished, false);
            }
        }
    }
}
