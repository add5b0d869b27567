package io.speecheq.trainer.evaluation;

import java.nio.file.Path;
import java.util.List;

/**
 * How files name a clip's recording: relative to the first of these folders that holds it, with {@code /} between names; else
 * by its absolute path.
 *
 * @param folders those of the tables that clips come from, then the working folder
 */
public record ClipNames(List<Path> folders) {
    public ClipNames {
        folders = folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
    }

    String of(Path clip) {
        Path absolute = clip.toAbsolutePath().normalize();
        return folders.stream()
                .filter(absolute::startsWith)
                .findFirst()
                .map(folder -> folder.relativize(absolute))
                .orElse(absolute)
                .toString()
                .replace(absolute.getFileSystem().getSeparator(), "/");
    }
}
