package io.speecheq.trainer.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder that the paths of a table are relative to.
 *
 * <p>A path written on another machine is found by its tail: leading folders are dropped one at a time until what
 * remains lies below the folder. A file that lies there as .flac in place of .wav, or the other way, is found by its stem.
 */
record AudioBase(Path folder) {
    private static final List<String> EXTENSIONS = List.of(".wav", ".flac", ".WAV", ".FLAC");

    Optional<Path> find(String written) {
        Path path = Path.of(written.replace('\\', '/'));
        if (path.getFileName() == null) {
            return Optional.empty();
        }
        Optional<Path> found = withEitherExtension(folder.resolve(path));
        for (int dropped = path.isAbsolute() ? 0 : 1; found.isEmpty() && dropped < path.getNameCount(); dropped++) {
            found = withEitherExtension(folder.resolve(path.subpath(dropped, path.getNameCount())));
        }
        return found.map(Path::normalize);
    }

    private static Optional<Path> withEitherExtension(Path path) {
        if (Files.isRegularFile(path)) {
            return Optional.of(path);
        }
        String name = String.valueOf(path.getFileName());
        if (name.lastIndexOf('.') < 0) {
            return Optional.empty();
        }
        return EXTENSIONS.stream()
                .map(extension -> path.resolveSibling(AudioTree.stem(path) + extension))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
