package io.speecheq.ingest.replay;

import io.speecheq.ingest.chunk.Call;
import io.speecheq.ingest.chunk.CallChunker;
import io.speecheq.ingest.chunk.ChannelChunker;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.ingest.chunk.ChunkTarget;
import io.speecheq.ingest.recording.RecordingSource;
import io.speecheq.ingest.recording.UnreadableRecording;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Plays recordings as if they were live calls: a chunk leaves when its last sample would have been spoken. Immutable; several
 * threads may each run a recording.
 */
public final class RecordingReplay {

    private final ChannelNames names;
    private final Pace pace;
    private final ReplayProgress progress;

    public RecordingReplay(ChannelNames names, Pace pace, ReplayProgress progress) {
        this.names = names;
        this.pace = pace;
        this.progress = progress;
    }

    /**
     * Sends a whole recording and flushes the target; the recording stays the caller's to close. What it throws is the
     * target's, or the recording's: no end of stream is sent then.
     *
     * @throws UnreadableRecording if the channels' names do not fit the recording; nothing was sent then
     */
    public Replayed run(RecordingSource recording, Call call, ChunkTarget target)
            throws IOException, InterruptedException {
        int rateHz = recording.sampleRateHz();
        List<Optional<String>> channels = channels(recording);
        CallChunker chunker = new CallChunker(call, channels, rateHz);
        OptionalLong totalMillis = recording.frames().isPresent()
                ? OptionalLong.of(recording.frames().getAsLong() * 1000 / rateHz)
                : OptionalLong.empty();
        float[][] block = new float[recording.channels()][rateHz / ChannelChunker.CHUNKS_PER_SECOND];
        Pace.Clock clock = pace.start();
        long frames = 0;
        for (int read = recording.read(block); read >= 0; read = recording.read(block)) {
            frames += read;
            clock.await((double) frames / rateHz);
            chunker.accept(block, read, target);
            progress.published(call.callId(), frames * 1000 / rateHz, totalMillis);
        }
        chunker.flush(target);
        target.flush();
        return new Replayed(
                call.callId(), channels.stream().flatMap(Optional::stream).toList(), rateHz, frames);
    }

    private List<Optional<String>> channels(RecordingSource recording) throws UnreadableRecording {
        try {
            return names.of(recording.channels());
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecording(recording, String.valueOf(e.getMessage()), e);
        }
    }
}
