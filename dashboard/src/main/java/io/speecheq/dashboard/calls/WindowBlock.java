package io.speecheq.dashboard.calls;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.EmotionWindow;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Up to {@value #WINDOWS} neighbouring windows of a channel, by index, encoded: about 125 bytes each, since call and
 * channel stand in the key alone. Whoever adds or asks for one decodes no other.
 */
record WindowBlock(SortedMap<Integer, ByteBuffer> windows) {

    /** Windows in a block. */
    static final int WINDOWS = 32;

    static final WindowBlock EMPTY = new WindowBlock(new TreeMap<>());

    private static final SpeechEqCodec<EmotionWindow> CODEC = SpeechEqCodec.of(EmotionWindow.class);

    WindowBlock {
        windows = Collections.unmodifiableSortedMap(windows);
    }

    /** Number of the block that a window lies in. */
    static int numberOf(int index) {
        return index / WINDOWS;
    }

    WindowBlock with(EmotionWindow window) {
        NavigableMap<Integer, ByteBuffer> more = new TreeMap<>(windows);
        more.put(window.getIndex(), ByteBuffer.wrap(CODEC.encode(named(window, "", ""))));
        return new WindowBlock(more);
    }

    /** Its windows from an index on, in order. */
    Stream<EmotionWindow> from(int index, String callId, String channel) {
        return windows.tailMap(index).values().stream().map(bytes -> named(decoded(bytes), callId, channel));
    }

    private static EmotionWindow decoded(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        try {
            return CODEC.decode(copy);
        } catch (UndecodableException e) {
            throw new SerializationException("a stored window cannot be read", e);
        }
    }

    private static EmotionWindow named(EmotionWindow window, String callId, String channel) {
        return new EmotionWindow(
                callId,
                channel,
                window.getIndex(),
                window.getStartMillis(),
                window.getEndMillis(),
                window.getCallStart(),
                window.getSpeechRatio(),
                window.getLevelDbfs(),
                window.getEmotion(),
                window.getNotAssessed(),
                window.getModel(),
                window.getSpeech());
    }
}
