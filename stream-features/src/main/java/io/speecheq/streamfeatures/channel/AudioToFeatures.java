package io.speecheq.streamfeatures.channel;

import io.speecheq.streamfeatures.chunk.ChannelId;
import io.speecheq.streamfeatures.chunk.DeadLetters;
import io.speecheq.streamfeatures.chunk.DecodeChunks;
import io.speecheq.streamfeatures.chunk.RawRecord;
import io.speecheq.streamfeatures.chunk.ReceivedChunk;
import io.speecheq.streamfeatures.window.FeatureWindow;
import io.speecheq.streamfeatures.window.FeatureWindowType;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The part of the job that turns records of the audio topic into feature windows: the entry point of this module. */
public record AudioToFeatures(ChannelOptions options) {

    /** With the standard options. */
    public static AudioToFeatures standard() {
        return new AudioToFeatures(ChannelOptions.standard());
    }

    /** Adds the operators; the records of one call must come in the order of their topic. */
    public FeatureStreams apply(DataStream<RawRecord> records) {
        SingleOutputStreamOperator<ReceivedChunk> chunks = records.process(new DecodeChunks(), ReceivedChunk.TYPE)
                .name("decode chunks")
                .uid("decode-chunks");
        SingleOutputStreamOperator<FeatureWindow> windows = chunks.keyBy(
                        AudioToFeatures::key, Types.TUPLE(Types.STRING, Types.STRING))
                .transform("channel features", FeatureWindowType.type(), new ChannelFeaturesOperator(options))
                .uid("channel-features");
        return new FeatureStreams(
                windows,
                windows.getSideOutput(ChannelFeatures.CLOSED),
                chunks.getSideOutput(DeadLetters.TAG).union(windows.getSideOutput(DeadLetters.TAG)));
    }

    static Tuple2<String, String> key(ReceivedChunk received) {
        ChannelId id = received.chunk().id();
        return Tuple2.of(id.callId(), id.channel());
    }
}
