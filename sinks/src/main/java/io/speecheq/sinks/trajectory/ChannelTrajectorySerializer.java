package io.speecheq.sinks.trajectory;

import io.speecheq.sinks.channel.StateSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** {@link ChannelTrajectory} as versioned bytes. */
final class ChannelTrajectorySerializer extends StateSerializer<ChannelTrajectory> {

    static final ChannelTrajectorySerializer INSTANCE = new ChannelTrajectorySerializer();

    private ChannelTrajectorySerializer() {}

    @Override
    public ChannelTrajectory createInstance() {
        return new ChannelTrajectory(new TrajectoryBuilder(TrajectorySpec.standard(), "", ""));
    }

    @Override
    protected void write(ChannelTrajectory channel, DataOutput out) throws IOException {
        channel.writeTo(out);
    }

    @Override
    protected ChannelTrajectory read(DataInput in) throws IOException {
        return ChannelTrajectory.readFrom(in);
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
