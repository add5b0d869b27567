package io.speecheq.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The network that tests score with: the repository's newest, or the one that {@code speecheq.test.model} names. */
public final class TestNetwork {

    private TestNetwork() {}

    /** Its file, for a repository in that folder. */
    public static Path file(Path home) throws IOException {
        String named = System.getProperty("speecheq.test.model", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        try (Stream<Path> models = Files.list(home.resolve("models"))) {
            return models.filter(model -> model.toString().endsWith(".onnx"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new IllegalStateException("no network under " + home.resolve("models")));
        }
    }
}
