package io.speecheq.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command was told to write. */
final class OutFile {
    private OutFile() {}

    /**
     * Refuses a file that could not be written, or that is something else: {@code --json a.wav b.wav} names a recording.
     *
     * @param extension of what is written, as in {@code .json}; a file that there is already must have it, or be empty
     */
    static void check(Path file, String extension) throws UserError {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UserError("cannot write " + file + ": there is no folder " + folder);
        }
        if (Files.isDirectory(file)) {
            throw new UserError("cannot write " + file + ": it is a folder; name a file");
        }
        if (!file.toString().endsWith(extension) && holdsSomething(file)) {
            throw new UserError("cannot write " + file + ": there is such a file, and it is no " + extension
                    + "; name the file to write");
        }
    }

    /** No recording is empty, but a file from mktemp is. */
    private static boolean holdsSomething(Path file) throws UserError {
        try {
            return Files.isRegularFile(file) && Files.size(file) > 0;
        } catch (IOException e) {
            throw new UserError("cannot write " + file + ": " + e.getMessage());
        }
    }
}
