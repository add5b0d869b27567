package io.speecheq.ingest.recording;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that cannot be used as a recorded call. The message is one line: the file, what is wrong, what to do. */
public final class UnreadableRecording extends IOException {

    private static final long serialVersionUID = 1;

    public UnreadableRecording(Path file, String problem) {
        this(file, problem, null);
    }

    /** For a recording that could be opened, and cannot be used as was asked. */
    public UnreadableRecording(RecordingSource recording, String problem, Throwable cause) {
        super(oneLine(recording.name() + ": " + problem), cause);
    }

    public UnreadableRecording(Path file, String problem, @Nullable Throwable cause) {
        super(oneLine(file + ": " + problem), cause);
    }

    /** Control characters, which a file's name or a decoder's complaint may hold, as spaces. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }
}
