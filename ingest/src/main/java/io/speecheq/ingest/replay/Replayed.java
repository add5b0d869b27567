package io.speecheq.ingest.replay;

import java.util.List;

/**
 * A recording that was replayed to its end.
 *
 * @param channels that were sent, in the file's order
 * @param frames samples of each
 */
public record Replayed(String callId, List<String> channels, int sampleRateHz, long frames) {

    public Replayed {
        channels = List.copyOf(channels);
    }

    public long durationMillis() {
        return frames * 1000 / sampleRateHz;
    }
}
