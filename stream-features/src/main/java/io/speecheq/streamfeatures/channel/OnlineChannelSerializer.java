package io.speecheq.streamfeatures.channel;

import io.speecheq.streamfeatures.format.FormatSerializer;
import io.speecheq.streamfeatures.format.FormatSnapshot;
import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Open channels in Flink's state: the tracker itself lives on the heap and is changed in place; what is written is its
 * {@link ChannelState}. A copy shares the frames, which never change, so a heap backend's copy on write is cheap.
 */
public final class OnlineChannelSerializer extends FormatSerializer<OnlineChannel> {

    @Serial
    private static final long serialVersionUID = 1L;

    public OnlineChannelSerializer() {
        super(ChannelState.FORMAT);
    }

    @Override
    protected void write(OnlineChannel channel, DataOutputView target) throws IOException {
        channel.snapshot().writeTo(target);
    }

    @Override
    protected OnlineChannel read(int valueFormat, DataInputView source) throws IOException {
        return OnlineChannel.restore(ChannelState.readFrom(source, valueFormat));
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public OnlineChannel copy(OnlineChannel from) {
        return OnlineChannel.restore(from.snapshot());
    }

    @Override
    public TypeSerializerSnapshot<OnlineChannel> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a checkpoint says about this serializer. */
    public static final class Snapshot extends FormatSnapshot<OnlineChannel> {
        public Snapshot() {
            super(OnlineChannelSerializer::new);
        }
    }
}
