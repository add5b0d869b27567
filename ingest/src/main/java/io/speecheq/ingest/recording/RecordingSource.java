package io.speecheq.ingest.recording;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** The samples of a recorded call, read once from front to back in pieces. Owned by one thread, which closes it. */
public interface RecordingSource extends Closeable {

    /** What messages call it: the file. */
    String name();

    int sampleRateHz();

    int channels();

    /** Frames (samples of one channel) as far as the file's header tells or lets one estimate: for progress only. */
    OptionalLong frames();

    /**
     * Reads the next frames.
     *
     * @param perChannel {@code [channels][n]}, rows of one length, filled from the front with samples in [-1, 1)
     * @return the number of frames read, 1..n, or -1 at the end
     */
    int read(float[][] perChannel) throws IOException;

    /** What was wrong with a recording that could be used all the same, in one line; complete once the end is reached. */
    Optional<String> warning();
}
