package io.speecheq.streamfeatures.channel;

import io.speecheq.streamfeatures.chunk.ReceivedChunk;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.io.Serial;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.io.network.api.writer.ResultPartitionWriter;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/**
 * {@link ChannelFeatures} in a task of which it knows whether it reads: while one of its outputs is full, Flink hands it no
 * record, but fires its timers as ever.
 */
final class ChannelFeaturesOperator extends KeyedProcessOperator<Tuple2<String, String>, ReceivedChunk, FeatureWindow> {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ChannelFeatures features;

    ChannelFeaturesOperator(ChannelOptions options) {
        this(new ChannelFeatures(options));
    }

    private ChannelFeaturesOperator(ChannelFeatures features) {
        super(features);
        this.features = features;
    }

    @Override
    public void open() throws Exception {
        ResultPartitionWriter[] outputs = getContainingTask().getEnvironment().getAllWriters();
        features.readsWhile(() -> areAvailable(outputs));
        super.open();
    }

    private static boolean areAvailable(ResultPartitionWriter[] outputs) {
        for (ResultPartitionWriter output : outputs) {
            if (!output.isAvailable()) {
                return false;
            }
        }
        return true;
    }
}
