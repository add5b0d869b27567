package io.speecheq.ingest.replay;

import java.util.OptionalLong;

/** Is told how far a replay is, about ten times per second of audio, by the thread that replays. */
@FunctionalInterface
public interface ReplayProgress {

    /**
     * So much audio of a call has been sent.
     *
     * @param totalMillis as far as the file lets one know
     */
    void published(String callId, long publishedMillis, OptionalLong totalMillis);

    /** For who does not want to know. */
    static ReplayProgress unseen() {
        return (callId, publishedMillis, totalMillis) -> {};
    }
}
