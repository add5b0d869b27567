package io.speecheq.sinks.channel;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.EmotionWindow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Windows in any order to windows in the order of their index, each once; one thread.
 *
 * <p>A window ahead of the next index is held until those before it have come. When more than {@value #MOST_HELD} are
 * held, the ones still missing are given up; were they to come later, they would be late, and late or doubled windows
 * change nothing.
 */
public final class WindowOrder {

    public static final int MOST_HELD = 256;

    private static final SpeechEqCodec<EmotionWindow> CODEC = SpeechEqCodec.of(EmotionWindow.class);

    private final TreeMap<Integer, EmotionWindow> held = new TreeMap<>();
    private int nextIndex;

    public void accept(EmotionWindow window, Consumer<EmotionWindow> inOrder) {
        if (window.getIndex() < nextIndex) {
            return;
        }
        held.putIfAbsent(window.getIndex(), window);
        release(inOrder);
        if (held.size() > MOST_HELD) {
            nextIndex = held.firstKey();
            release(inOrder);
        }
    }

    /** The windows that are missing will not come: passes on those that are there. */
    public void flush(Consumer<EmotionWindow> inOrder) {
        while (!held.isEmpty()) {
            nextIndex = held.firstKey();
            release(inOrder);
        }
    }

    private void release(Consumer<EmotionWindow> inOrder) {
        for (EmotionWindow next = held.remove(nextIndex); next != null; next = held.remove(nextIndex)) {
            nextIndex++;
            inOrder.accept(next);
        }
    }

    /** Every window below this index has been passed on or given up. */
    public int nextIndex() {
        return nextIndex;
    }

    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(nextIndex);
        out.writeInt(held.size());
        for (Map.Entry<Integer, EmotionWindow> entry : held.entrySet()) {
            SnapshotRecords.write(entry.getValue(), CODEC, out);
        }
    }

    public void readFrom(DataInput in) throws IOException {
        nextIndex = in.readInt();
        held.clear();
        for (int left = in.readInt(); left > 0; left--) {
            EmotionWindow window = SnapshotRecords.read(CODEC, in);
            held.put(window.getIndex(), window);
        }
    }
}
