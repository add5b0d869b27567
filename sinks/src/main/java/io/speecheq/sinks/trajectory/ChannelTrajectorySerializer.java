package io.speecheq.sinks.trajectory;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** {@link ChannelTrajectory} as versioned bytes: the version is in the bytes, so this serializer never changes. */
final class ChannelTrajectorySerializer extends TypeSerializerSingleton<ChannelTrajectory> {

    static final ChannelTrajectorySerializer INSTANCE = new ChannelTrajectorySerializer();

    private ChannelTrajectorySerializer() {}

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public ChannelTrajectory createInstance() {
        return new ChannelTrajectory(new TrajectoryBuilder(TrajectorySpec.standard(), "", ""));
    }

    @Override
    public ChannelTrajectory copy(ChannelTrajectory from) {
        try {
            DataOutputSerializer bytes = new DataOutputSerializer(1024);
            from.writeTo(bytes);
            return ChannelTrajectory.readFrom(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
        } catch (IOException e) {
            throw new IllegalStateException("a trajectory's own bytes cannot be read", e);
        }
    }

    @Override
    public ChannelTrajectory copy(ChannelTrajectory from, ChannelTrajectory reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(ChannelTrajectory channel, DataOutputView target) throws IOException {
        channel.writeTo(target);
    }

    @Override
    public ChannelTrajectory deserialize(DataInputView source) throws IOException {
        return ChannelTrajectory.readFrom(source);
    }

    @Override
    public ChannelTrajectory deserialize(ChannelTrajectory reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<ChannelTrajectory> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What Flink stores beside the state: this serializer's class name. Public with a public constructor by contract. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ChannelTrajectory> {

        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
