package io.speecheq.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;

/** The network that this repository ships: the newest under {@code models/}. */
final class NewestModel {

    private NewestModel() {}

    /** @throws IOException when there is none; the message says what to do */
    static Path find() throws IOException {
        Path folder = Path.of("models");
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException("models/ is not here: run from the repository's root, or name a network with"
                    + " -p model=FILE.onnx");
        }
        Path newest = null;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".onnx")).toList()) {
                if (newest == null || modified(file).compareTo(modified(newest)) > 0) {
                    newest = file;
                }
            }
        }
        if (newest == null) {
            throw new NoSuchFileException("models/ holds no .onnx file: name a network with -p model=FILE.onnx");
        }
        return newest;
    }

    private static FileTime modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }
}
