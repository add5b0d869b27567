package io.speecheq.trainer.corpus;

import java.nio.file.Path;

/** A clip that was found and not taken, and why. */
public record Skipped(Path path, String reason) {
    /** Of a clip that a table names and the folder lacks. */
    static final String NO_AUDIO = "no audio";

    /** Of a clip that was taken from an earlier row or table already. */
    static final String REPEATED = "a second row for its file";

    /** Of a clip that lies there twice, as in two formats or two copies of a folder. */
    static final String SAME_NAME = "the same name as another clip";

    /** Of a clip that was published under two names. */
    static final String SAME_AUDIO = "the same audio as another clip";

    /** Of a clip that is not a file of its own. */
    static final String PIECE = "a piece of a file";

    /** Whether its corpus names it and it is not there. */
    public boolean isMissing() {
        return reason.equals(NO_AUDIO);
    }
}
