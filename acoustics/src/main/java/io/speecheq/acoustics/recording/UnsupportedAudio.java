package io.speecheq.acoustics.recording;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be read as audio here; the message is one line that names the file. */
public final class UnsupportedAudio extends IOException {

    private static final long serialVersionUID = 1;

    /** What is wrong with a file. */
    public enum Reason {
        /** It has no bytes. */
        EMPTY,
        /** It is of a known format and its header is cut short or contradicts itself. */
        DAMAGED,
        /** It is of a format, or of a variant of one, that is not read here; another decoder may know it. */
        UNKNOWN_FORMAT
    }

    private final Reason reason;

    UnsupportedAudio(Path file, Reason reason, String problem) {
        super(file + " " + problem);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
