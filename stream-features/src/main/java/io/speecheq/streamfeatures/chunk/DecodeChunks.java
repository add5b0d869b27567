package io.speecheq.streamfeatures.chunk;

import java.io.Serial;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Raw records to chunks; what is none goes to {@link DeadLetters#TAG} and is counted by reason, in the metrics
 * {@code rejected.<reason>}.
 */
public final class DecodeChunks extends ProcessFunction<RawRecord, ReceivedChunk> {

    @Serial
    private static final long serialVersionUID = 1L;

    private transient ChunkDecoder decoder;
    private transient Map<RejectReason, Counter> rejections;

    @Override
    public void open(OpenContext context) {
        decoder = new ChunkDecoder();
        rejections = counters(getRuntimeContext().getMetricGroup());
    }

    private static Map<RejectReason, Counter> counters(MetricGroup metrics) {
        MetricGroup group = metrics.addGroup("rejected");
        Map<RejectReason, Counter> counters = new EnumMap<>(RejectReason.class);
        for (RejectReason reason : RejectReason.values()) {
            counters.put(reason, group.counter(reason.label()));
        }
        return counters;
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<ReceivedChunk> out) {
        decoder.decode(record)
                .fold(
                        chunk -> {
                            out.collect(new ReceivedChunk(chunk, record));
                            return true;
                        },
                        rejected -> {
                            Objects.requireNonNull(rejections.get(rejected.reason()))
                                    .inc();
                            context.output(DeadLetters.TAG, DeadLetters.of(record, rejected));
                            return false;
                        });
    }
}
