package io.speecheq.ingest.chunk;

import io.speecheq.acoustics.pcm.PcmEncoder;
import io.speecheq.acoustics.pcm.PcmEncoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts all channels of a recorded call, whose samples come side by side, into 16-bit chunks in the order of time: the first
 * 100 ms of every channel, then the next. Exact for sources of up to 16 bits; others are rounded, and clipped where louder
 * than full scale. Owned by one thread.
 */
public final class CallChunker {

    private record Source(int row, ChannelChunker chunker) {}

    private final List<Source> sources = new ArrayList<>();

    /**
     * For rows of samples with these names.
     *
     * @param names of the rows that will come, empty for a row to leave out; at least one is named
     */
    public CallChunker(Call call, List<Optional<String>> names, int sampleRateHz) {
        for (int row = 0; row < names.size(); row++) {
            if (names.get(row).isPresent()) {
                sources.add(new Source(
                        row, new ChannelChunker(call, names.get(row).get(), sampleRateHz, PcmEncoding.PCM_S16LE)));
            }
        }
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("call " + call.callId() + " has no channel");
        }
    }

    /** Takes the first {@code frames} samples of every row. */
    public void accept(float[][] perChannel, int frames, ChunkTarget target) throws IOException, InterruptedException {
        int from = 0;
        while (from < frames) {
            int to = from + Math.min(frames - from, sources.get(0).chunker().missingSamples());
            for (Source source : sources) {
                byte[] bytes = PcmEncoder.encode(PcmEncoding.PCM_S16LE, perChannel[source.row()], from, to);
                source.chunker().accept(bytes, 0, bytes.length, target);
            }
            from = to;
        }
    }

    /** Ends every channel. */
    public void flush(ChunkTarget target) throws IOException, InterruptedException {
        for (Source source : sources) {
            source.chunker().flush(target);
        }
    }
}
