package io.speecheq.inference.model;

import io.speecheq.acoustics.features.FrameMatrix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Direct memory that the network reads its inputs from, used again from run to run: a task manager's direct memory is
 * small and freed late. One run at a time owns it.
 */
final class InputMemory {

    private FloatBuffer features = floats(0);
    private LongBuffer lengths = longs(0);

    /** Lays the windows out as {@code [batch][frames][bands]}, shorter ones padded with zeros behind. */
    void fill(List<FrameMatrix> windows, int frames, int bands) {
        int values = Math.multiplyExact(windows.size(), Math.multiplyExact(frames, bands));
        if (features.capacity() < values) {
            features = floats(values);
        }
        if (lengths.capacity() < windows.size()) {
            lengths = longs(windows.size());
        }
        features.clear();
        lengths.clear();
        for (FrameMatrix window : windows) {
            window.copyTo(features);
            for (int i = window.frames() * bands; i < frames * bands; i++) {
                features.put(0f);
            }
            lengths.put(window.frames());
        }
        features.flip();
        lengths.flip();
    }

    FloatBuffer features() {
        return features;
    }

    LongBuffer lengths() {
        return lengths;
    }

    private static FloatBuffer floats(int values) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(values, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static LongBuffer longs(int values) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(values, Long.BYTES))
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }
}
