package io.speecheq.trainer.corpus;

import java.util.Locale;
import java.util.Optional;

/** The words of corpora and tables for their parts. */
final class Parts {
    private Parts() {}

    /** Reads {@code train}, {@code dev}, {@code test}, …; empty when a word names no part. */
    static Optional<LabelledClip.Part> parse(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "train", "training" -> Optional.of(LabelledClip.Part.TRAINING);
            case "dev", "development", "valid", "validation", "val", "evaluation" ->
                Optional.of(LabelledClip.Part.DEVELOPMENT);
            case "test" -> Optional.of(LabelledClip.Part.TEST);
            default -> Optional.empty();
        };
    }
}
