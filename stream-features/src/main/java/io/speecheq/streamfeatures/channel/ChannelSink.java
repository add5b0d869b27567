package io.speecheq.streamfeatures.channel;

import io.speecheq.streamfeatures.window.FeatureWindow;

/** Takes what a channel gives, as it gives it. */
interface ChannelSink {

    /** The next window. */
    void window(FeatureWindow window);

    /** Audio was given up as lost, and silence stands in its place. */
    void lost(long millis);
}
