package io.speecheq.app.analysis;

import io.speecheq.ingest.chunk.Call;
import io.speecheq.ingest.chunk.CallChunker;
import io.speecheq.ingest.chunk.ChannelChunker;
import io.speecheq.ingest.chunk.ChunkTarget;
import io.speecheq.ingest.recording.AudioFile;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.AudioChunk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * The chunks of a recording, cut as ingest cuts them and read as they are asked for, 100 ms at a time; at the end, what was wrong with the file.
 * One thread.
 */
final class RecordingChunks implements Iterator<Tuple2<String, byte[]>> {

    private final AudioFile recording;
    private final CallChunker chunker;
    private final float[][] block;
    private final Queue<Tuple2<String, byte[]>> ready = new ArrayDeque<>();
    private final ChunkTarget target;
    private boolean isAtEnd;

    private RecordingChunks(AudioFile recording, RecordedCall recorded) {
        this.recording = recording;
        Call call = new Call(recorded.callId(), recorded.callStart(), Map.of());
        this.chunker = new CallChunker(call, recorded.channels(), recording.sampleRateHz());
        this.block = new float[recording.channels()][recording.sampleRateHz() / ChannelChunker.CHUNKS_PER_SECOND];
        SpeechEqCodec<AudioChunk> codec = SpeechEqCodec.of(AudioChunk.class);
        this.target = new ChunkTarget() {
            @Override
            public void accept(AudioChunk chunk) {
                ready.add(Outcome.CHUNK.of(codec.encode(chunk)));
            }

            @Override
            public void flush() {}
        };
    }

    static RecordingChunks of(RecordedCall call) {
        try {
            return new RecordingChunks(AudioFile.open(call.file()), call);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !isAtEnd) {
            try {
                readBlock();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while reading a recording", e);
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Tuple2<String, byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void readBlock() throws IOException, InterruptedException {
        int read = recording.read(block);
        if (read >= 0) {
            chunker.accept(block, read, target);
            return;
        }
        isAtEnd = true;
        chunker.flush(target);
        recording.warning().ifPresent(line -> ready.add(Outcome.WARNING.of(line.getBytes(StandardCharsets.UTF_8))));
        recording.close();
    }
}
