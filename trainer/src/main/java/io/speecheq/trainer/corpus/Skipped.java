package io.speecheq.trainer.corpus;

import java.nio.file.Path;

/** A clip that was found and not taken, and why. */
public record Skipped(Path path, String reason) {
    /** Of a clip that a table names and the folder lacks. */
    static final String NO_AUDIO = "no audio";

    /** Whether its corpus names it and it is not there. */
    public boolean isMissing() {
        return reason.equals(NO_AUDIO);
    }
}
