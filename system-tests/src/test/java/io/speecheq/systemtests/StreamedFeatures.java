package io.speecheq.systemtests;

import io.speecheq.app.job.LocalCluster;
import io.speecheq.ingest.chunk.Call;
import io.speecheq.ingest.chunk.CallChunker;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.ingest.chunk.ChunkTarget;
import io.speecheq.ingest.recording.AudioFile;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.streamfeatures.channel.AudioToFeatures;
import io.speecheq.streamfeatures.chunk.RawRecord;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** The feature windows that the stream's operators make of a recording, cut into chunks as ingest cuts it. */
final class StreamedFeatures {

    private StreamedFeatures() {}

    @SuppressWarnings("try") // an interrupt ends the test, as it should
    static List<FeatureWindow> of(Path recording) throws Exception {
        StreamExecutionEnvironment environment = LocalCluster.bounded(1);
        List<FeatureWindow> windows = new ArrayList<>();
        try (CloseableIterator<FeatureWindow> results = AudioToFeatures.standard()
                .apply(environment.fromData(RawRecord.TYPE, chunks(recording).toArray(RawRecord[]::new)))
                .windows()
                .executeAndCollect()) {
            results.forEachRemaining(windows::add);
        }
        return windows;
    }

    private static List<RawRecord> chunks(Path recording) throws Exception {
        SpeechEqCodec<AudioChunk> codec = SpeechEqCodec.of(AudioChunk.class);
        List<RawRecord> records = new ArrayList<>();
        ChunkTarget target = new ChunkTarget() {
            @Override
            public void accept(AudioChunk chunk) {
                records.add(RawRecord.of("recording", records.size(), codec.encode(chunk)));
            }

            @Override
            public void flush() {}
        };
        try (AudioFile file = AudioFile.open(recording)) {
            Call call = new Call("parity", Instant.EPOCH, Map.of());
            CallChunker chunker =
                    new CallChunker(call, ChannelNames.standard().of(file.channels()), file.sampleRateHz());
            float[][] block = new float[file.channels()][1_000];
            for (int read = file.read(block); read >= 0; read = file.read(block)) {
                chunker.accept(block, read, target);
            }
            chunker.flush(target);
        }
        return records;
    }
}
