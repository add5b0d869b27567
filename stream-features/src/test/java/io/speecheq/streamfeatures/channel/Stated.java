package io.speecheq.streamfeatures.channel;

import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.chunk.Consent;

/** Chunks that say something about consent. */
final class Stated {

    private Stated() {}

    static Chunk given(Chunk chunk) {
        return with(chunk, Consent.GIVEN);
    }

    static Chunk refused(Chunk chunk) {
        return with(chunk, Consent.REFUSED);
    }

    private static Chunk with(Chunk chunk, Consent consent) {
        return new Chunk(
                chunk.id(),
                chunk.startSample(),
                chunk.sampleRateHz(),
                chunk.encoding(),
                chunk.payload(),
                chunk.endOfStream(),
                consent);
    }
}
