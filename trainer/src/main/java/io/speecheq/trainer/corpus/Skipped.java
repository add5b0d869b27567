package io.speecheq.trainer.corpus;

import java.nio.file.Path;

/** A clip that was found and not taken, and why. */
public record Skipped(Path path, String reason) {
    /** Of a clip that a table names and the folder lacks. */
    static final String NO_AUDIO = "no audio";

    /** Of a clip that was taken from an earlier row or table already. */
    static final String REPEATED = "a second row for its file";

    /** Whether its corpus names it and it is not there. */
    public boolean isMissing() {
        return reason.equals(NO_AUDIO);
    }
}
