package io.speecheq.dashboard.calls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** {@link WindowBlock} as it lies in its store: a version, then index, length and bytes of each window; thread-safe. */
final class WindowBlockSerde implements Serde<WindowBlock> {

    private static final byte VERSION = 1;
    private static final int HEAD = 2 * Integer.BYTES;

    @Override
    public Serializer<WindowBlock> serializer() {
        return (topic, block) -> block == null ? null : bytes(block);
    }

    @Override
    public Deserializer<WindowBlock> deserializer() {
        return (topic, bytes) -> bytes == null ? null : block(ByteBuffer.wrap(bytes));
    }

    private static byte[] bytes(WindowBlock block) {
        int all = block.windows().values().stream()
                .mapToInt(window -> HEAD + window.bytes().remaining())
                .sum();
        ByteBuffer out = ByteBuffer.allocate(1 + all).put(VERSION);
        for (EncodedWindow window : block.windows().values()) {
            out.putInt(window.index())
                    .putInt(window.bytes().remaining())
                    .put(window.bytes().duplicate());
        }
        return out.array();
    }

    private static WindowBlock block(ByteBuffer in) {
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new SerializationException("windows of version " + version + "; this knows " + VERSION);
            }
            TreeMap<Integer, EncodedWindow> windows = new TreeMap<>();
            while (in.hasRemaining()) {
                int index = in.getInt();
                int bytes = in.getInt();
                windows.put(index, new EncodedWindow(index, in.slice(in.position(), bytes)));
                in.position(in.position() + bytes);
            }
            return new WindowBlock(windows);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new SerializationException("not a block of windows", e);
        }
    }
}
