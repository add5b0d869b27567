package io.speecheq.ingest.chunk;

import io.speecheq.schemas.record.AudioChunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A target that keeps what it gets. */
final class Chunks implements ChunkTarget {

    final List<AudioChunk> all = new ArrayList<>();
    int flushes;

    @Override
    public void accept(AudioChunk chunk) {
        all.add(chunk);
    }

    @Override
    public void flush() {
        flushes++;
    }

    List<AudioChunk> of(String channel) {
        return all.stream().filter(chunk -> chunk.getChannel().equals(channel)).toList();
    }

    /** The channel's payloads, one after the other, each of which begins where the one before ended. */
    byte[] joined(String channel, int bytesPerSample) {
        ByteBuffer joined = ByteBuffer.allocate(of(channel).stream()
                .mapToInt(chunk -> chunk.getPayload().remaining())
                .sum());
        for (AudioChunk chunk : of(channel)) {
            if (chunk.getStartSample() * bytesPerSample != joined.position()) {
                throw new AssertionError("chunk begins at sample " + chunk.getStartSample() + ", expected "
                        + joined.position() / bytesPerSample);
            }
            joined.put(chunk.getPayload().duplicate());
        }
        return joined.array();
    }
}
