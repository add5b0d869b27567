package io.speecheq.trainer.corpus;

import java.util.Locale;
import java.util.Optional;

/** A speaker's gender as corpora label it, in the order of the network's output. */
public enum Gender {
    FEMALE,
    MALE;

    /** Reads {@code female}, {@code F}, {@code Male}, …; any other word is no label. */
    static Optional<Gender> parse(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "f", "female" -> Optional.of(FEMALE);
            case "m", "male" -> Optional.of(MALE);
            default -> Optional.empty();
        };
    }
}
