package io.speecheq.dashboard.http;

import java.util.Optional;

/**
 * Which windows of a call are asked for.
 *
 * @param channel this one alone; else all
 * @param from index of the first
 * @param most of each channel
 */
record WindowRange(Optional<String> channel, int from, int most) {

    /** As many as the stores keep of a channel at most. */
    static final int MOST = 4_096;

    WindowRange {
        if (from < 0 || most < 1 || most > MOST) {
            throw new IllegalArgumentException("from must be at least 0, and limit lie in 1.." + MOST);
        }
    }

    boolean asksFor(String name) {
        return channel.map(name::equals).orElse(true);
    }
}
