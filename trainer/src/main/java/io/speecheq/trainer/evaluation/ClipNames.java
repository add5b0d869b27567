package io.speecheq.trainer.evaluation;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** How files name a clip's recording. */
@FunctionalInterface
public interface ClipNames {
    /** The name of the clip with this path, {@code /} between folders unless a table wrote it otherwise. */
    String of(Path clip);

    /** The paths themselves, as those that were read from a file of answers. */
    static ClipNames asTheyAre() {
        return ClipNames::withSlashes;
    }

    /**
     * The words of the tables that list the clips; else relative to a folder that holds them; else whole paths.
     *
     * @param folder the working folder
     * @param written what tables call the clips that they list, by their paths
     */
    static ClipNames of(Path folder, Map<Path, String> written) {
        Path base = folder.toAbsolutePath().normalize();
        Map<Path, String> names = new HashMap<>();
        written.forEach((path, name) -> names.put(path.toAbsolutePath().normalize(), name));
        return clip -> {
            Path whole = clip.toAbsolutePath().normalize();
            String name = names.get(whole);
            if (name != null) {
                return name;
            }
            return withSlashes(whole.startsWith(base) ? base.relativize(whole) : whole);
        };
    }

    private static String withSlashes(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
