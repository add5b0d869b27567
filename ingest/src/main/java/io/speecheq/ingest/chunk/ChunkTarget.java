package io.speecheq.ingest.chunk;

import io.speecheq.schemas.record.AudioChunk;
import java.io.IOException;

/** Where chunks go: the audio topic, or straight into a job. */
public interface ChunkTarget {

    /** Takes a chunk, which the caller keeps no hold of; waits while there is no room for it. */
    void accept(AudioChunk chunk) throws IOException, InterruptedException;

    /** A call has ended: passes on what is still held. Others may go on. */
    void flush() throws IOException, InterruptedException;
}
