package io.speecheq.trainer.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The WAV and FLAC files below a folder, sorted by their paths in it. */
public record AudioTree(Path root, List<Path> files) {
    public AudioTree {
        files = List.copyOf(files);
    }

    /**
     * Walks a folder and everything below it, through links.
     *
     * @throws CorpusException when there is no such folder, or no audio in it
     */
    public static AudioTree of(String corpus, Path root) throws IOException, CorpusException {
        if (!Files.isDirectory(root)) {
            throw new CorpusException(
                    "%s: %s is not a folder; name the folder that holds the recordings".formatted(corpus, root));
        }
        try (Stream<Path> walk = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files = walk.filter(AudioTree::isAudio)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new CorpusException(
                        "%s: no .wav or .flac file below %s; name the folder that holds the recordings"
                                .formatted(corpus, root));
            }
            return new AudioTree(root, files);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isAudio(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".wav") || name.endsWith(".flac");
    }

    /** The name of the folder so many levels above a file; empty where there is none. */
    static String folder(Path path, int levels) {
        int index = path.getNameCount() - 1 - levels;
        return index < 0 ? "" : path.getName(index).toString();
    }

    /** A file's name without its extension, if it has one. */
    static String stem(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
