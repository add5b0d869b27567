package io.speecheq.streamfeatures.channel;

import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.util.ArrayList;
import java.util.List;

/** What a channel gave. */
final class Collected implements ChannelSink {

    final List<FeatureWindow> windows = new ArrayList<>();
    final List<Long> losses = new ArrayList<>();

    @Override
    public void window(FeatureWindow window) {
        windows.add(window);
    }

    @Override
    public void lost(long millis) {
        losses.add(millis);
    }

    /** What those chunks give, the channel being ended after the last. */
    static Collected from(List<Chunk> chunks) {
        return from(chunks, ChannelOptions.standard());
    }

    static Collected from(List<Chunk> chunks, ChannelOptions options) {
        Collected collected = new Collected();
        OnlineChannel channel = new OnlineChannel(RecordedChannel.ID, ChannelLimits.of(options));
        for (Chunk chunk : chunks) {
            if (!channel.isEnded()) {
                channel.accept(chunk, collected);
            }
        }
        if (!channel.isEnded()) {
            channel.end(collected);
        }
        return collected;
    }
}
