package io.speecheq.trainer.phonemes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small dictionaries for tests, in the format of the CMU Pronouncing Dictionary. */
final class Dictionaries {
    private Dictionaries() {}

    static Path write(Path folder, String... lines) throws IOException {
        return Files.write(folder.resolve("cmudict.dict"), List.of(lines));
    }
}
