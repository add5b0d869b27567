package io.speecheq.streamfeatures.chunk;

import java.io.Serial;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Raw records to chunks; what is none goes to {@link DeadLetters#TAG}. Counts chunks, their bytes of audio, and dead letters by
 * reason.
 */
public final class DecodeChunks extends ProcessFunction<RawRecord, ReceivedChunk> {

    @Serial
    private static final long serialVersionUID = 1L;

    private transient ChunkDecoder decoder;
    private transient Counter chunks;
    private transient Counter audioBytes;
    private transient DeadLetterCounters rejections;

    @Override
    public void open(OpenContext context) {
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("speecheq");
        decoder = new ChunkDecoder();
        chunks = metrics.counter("chunks");
        audioBytes = metrics.counter("audioBytes");
        rejections = new DeadLetterCounters(metrics, RejectReason.inRecord());
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<ReceivedChunk> out) {
        decoder.decode(record)
                .fold(
                        chunk -> {
                            chunks.inc();
                            audioBytes.inc(chunk.payload().length());
                            out.collect(new ReceivedChunk(chunk, record));
                            return true;
                        },
                        rejected -> {
                            rejections.count(rejected.reason());
                            context.output(DeadLetters.TAG, DeadLetters.of(record, rejected));
                            return false;
                        });
    }
}
