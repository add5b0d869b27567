package io.speecheq.streamfeatures.channel;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The bytes that a checkpoint holds of a channel. */
final class StateBytes {

    private StateBytes() {}

    static byte[] of(OnlineChannel channel) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1 << 17);
        new OnlineChannelSerializer().serialize(channel, out);
        return out.getCopyOfBuffer();
    }

    static OnlineChannel restore(byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        OnlineChannel channel = new OnlineChannelSerializer().deserialize(in);
        if (in.available() != 0) {
            throw new IOException(in.available() + " bytes are left");
        }
        return channel;
    }
}
