package io.speecheq.dashboard.calls;

import io.speecheq.schemas.record.EmotionWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The store of windows: for each channel the blocks that hold its newest {@value #MOST} windows, at most. It keeps no list of
 * its own: which blocks a channel can have follows from its newest index.
 */
final class WindowStore {

    /** Windows kept of a channel at most: over an hour of it. Whole blocks go, so there are up to 31 fewer. */
    static final int MOST = 4_096;

    private static final int MOST_BLOCKS = MOST / WindowBlock.WINDOWS;

    private final KeyValueStore<String, WindowBlock> blocks;

    WindowStore(KeyValueStore<String, WindowBlock> blocks) {
        this.blocks = blocks;
    }

    /**
     * Keeps a window, unless it is too old, and forgets those that it makes too old.
     *
     * @param newestBefore index of the newest window of its channel before it, if there was one
     */
    void heard(String callId, String channel, EncodedWindow window, Optional<Integer> newestBefore) {
        int index = window.index();
        int newest = Math.max(index, newestBefore.orElse(index));
        int oldestKept = oldestBlock(newest);
        if (WindowBlock.numberOf(index) < oldestKept) {
            return;
        }
        newestBefore.ifPresent(before -> IntStream.range(
                        oldestBlock(before), Math.min(oldestKept, WindowBlock.numberOf(before) + 1))
                .forEach(number -> blocks.delete(key(callId, channel, number))));
        String key = key(callId, channel, WindowBlock.numberOf(index));
        WindowBlock known = blocks.get(key);
        blocks.put(key, (known == null ? WindowBlock.EMPTY : known).with(window));
    }

    /** Forgets all windows of a channel. */
    void forget(String callId, LiveChannel channel) {
        channel.latest()
                .ifPresent(newest -> numbers(newest.index(), 0)
                        .forEach(number -> blocks.delete(key(callId, channel.channel(), number))));
    }

    /** Windows of a channel from an index on, so many at most, in order. */
    static List<EmotionWindow> windows(
            ReadOnlyKeyValueStore<String, WindowBlock> blocks, String callId, LiveChannel channel, int from, int most) {
        List<EmotionWindow> windows = new ArrayList<>();
        int newest = channel.latest().map(EncodedWindow::index).orElse(-1);
        numbers(newest, from)
                .mapToObj(number -> Optional.ofNullable(blocks.get(key(callId, channel.channel(), number))))
                .takeWhile(block -> windows.size() < most)
                .forEach(block -> block.ifPresent(
                        found -> found.from(from, callId, channel.channel()).forEach(windows::add)));
        return windows.size() > most ? List.copyOf(windows.subList(0, most)) : windows;
    }

    private static IntStream numbers(int newest, int from) {
        return newest < 0
                ? IntStream.empty()
                : IntStream.rangeClosed(
                        Math.max(oldestBlock(newest), WindowBlock.numberOf(from)), WindowBlock.numberOf(newest));
    }

    private static int oldestBlock(int newest) {
        return Math.max(0, WindowBlock.numberOf(newest) - MOST_BLOCKS + 1);
    }

    /** No two channels share a key: the number has no slash, and stands after the last one. */
    private static String key(String callId, String channel, int number) {
        return LatestTrajectories.key(callId, channel) + "/" + number;
    }
}
