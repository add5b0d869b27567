package io.speecheq.streamfeatures.chunk;

import java.util.function.Function;

/** What decoding a record gives: a chunk, or why there is none. */
public sealed interface Decoded {

    <R> R fold(Function<Chunk, R> accepted, Function<Rejected, R> rejected);

    /** The record is a sound chunk. */
    record Accepted(Chunk chunk) implements Decoded {
        @Override
        public <R> R fold(Function<Chunk, R> accepted, Function<Rejected, R> rejected) {
            return accepted.apply(chunk);
        }
    }

    /**
     * The record is none.
     *
     * @param message one line with the numbers that are wrong; never names, audio or other content
     */
    record Rejected(RejectReason reason, String message) implements Decoded {
        @Override
        public <R> R fold(Function<Chunk, R> accepted, Function<Rejected, R> rejected) {
            return rejected.apply(this);
        }
    }
}
