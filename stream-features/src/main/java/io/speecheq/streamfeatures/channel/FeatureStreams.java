package io.speecheq.streamfeatures.channel;

import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.streamfeatures.window.FeatureWindow;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What comes of audio.
 *
 * @param windows of every channel, contiguous and in the order of their index
 * @param closings one for every channel, after its last window
 * @param deadLetters the records that are no sound chunks
 */
public record FeatureStreams(
        DataStream<FeatureWindow> windows, DataStream<ChannelClosed> closings, DataStream<DeadLetter> deadLetters) {}
