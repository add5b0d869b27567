package io.speecheq.dashboard.calls;

import io.speecheq.schemas.record.EmotionWindow;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Up to {@value #WINDOWS} neighbouring windows of a channel, by index, encoded: about 125 bytes each, since call and
 * channel stand in the key alone. Whoever adds or asks for one decodes no other.
 */
record WindowBlock(SortedMap<Integer, EncodedWindow> windows) {

    /** Windows in a block. */
    static final int WINDOWS = 32;

    static final WindowBlock EMPTY = new WindowBlock(new TreeMap<>());

    WindowBlock {
        windows = Collections.unmodifiableSortedMap(windows);
    }

    /** Number of the block that a window lies in. */
    static int numberOf(int index) {
        return index / WINDOWS;
    }

    WindowBlock with(EncodedWindow window) {
        NavigableMap<Integer, EncodedWindow> more = new TreeMap<>(windows);
        more.put(window.index(), window);
        return new WindowBlock(more);
    }

    /** Its windows from an index on, in order. */
    Stream<EmotionWindow> from(int index, String callId, String channel) {
        return windows.tailMap(index).values().stream().map(window -> window.decoded(callId, channel));
    }
}
