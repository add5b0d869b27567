package io.speecheq.sinks.follow;

import io.speecheq.sinks.alert.CallAlerts;
import io.speecheq.sinks.call.Conversation;
import io.speecheq.sinks.call.TalkSpec;
import io.speecheq.sinks.channel.StateSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** {@link FollowedCall} as versioned bytes. */
final class FollowedCallSerializer extends StateSerializer<FollowedCall> {

    static final FollowedCallSerializer INSTANCE = new FollowedCallSerializer();

    private FollowedCallSerializer() {}

    @Override
    public FollowedCall createInstance() {
        return new FollowedCall(new Conversation(TalkSpec.standard(), ""), new CallAlerts());
    }

    @Override
    protected void write(FollowedCall call, DataOutput out) throws IOException {
        call.writeTo(out);
    }

    @Override
    protected FollowedCall read(DataInput in) throws IOException {
        return FollowedCall.readFrom(in);
    }

    @Override
    public TypeSerializerSnapshot<FollowedCall> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What Flink stores beside the state: this serializer's class name. Public with a public constructor by contract. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<FollowedCall> {

        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
