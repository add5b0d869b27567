package io.speecheq.streamfeatures.chunk;

import io.speecheq.streamfeatures.format.FormatType;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** A chunk and the record it came in, which becomes a dead letter should the chunk turn out to be absurd for its channel. */
public record ReceivedChunk(Chunk chunk, RawRecord record) {

    /** Flink's type of a received chunk. */
    public static final TypeInformation<ReceivedChunk> TYPE =
            new FormatType<>(ReceivedChunk.class, new ReceivedChunkSerializer());
}
