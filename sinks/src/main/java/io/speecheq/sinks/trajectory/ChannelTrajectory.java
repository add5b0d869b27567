package io.speecheq.sinks.trajectory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The keyed state of a channel that lives: its builder, and when to speak next, in processing time; one thread. */
final class ChannelTrajectory {

    static final long NEVER = Long.MAX_VALUE;

    private static final int VERSION = 1;

    private final TrajectoryBuilder builder;
    private int toldWindows;
    private long nextRevisionMillis = Long.MIN_VALUE;
    private long giveUpMillis = NEVER;

    ChannelTrajectory(TrajectoryBuilder builder) {
        this.builder = builder;
    }

    TrajectoryBuilder builder() {
        return builder;
    }

    /** Whether windows were seen that no revision has told of. */
    boolean hasNews() {
        return builder.windows() > toldWindows;
    }

    /** When the next revision may be told. */
    long nextRevisionMillis() {
        return nextRevisionMillis;
    }

    void told(long nextMillis) {
        toldWindows = builder.windows();
        nextRevisionMillis = nextMillis;
    }

    /** When the channel ends without the windows that are missing. */
    long giveUpMillis() {
        return giveUpMillis;
    }

    void giveUpAt(long millis) {
        giveUpMillis = millis;
    }

    void writeTo(DataOutput out) throws IOException {
        byte[] snapshot = builder.snapshot().toBytes();
        out.writeByte(VERSION);
        out.writeInt(toldWindows);
        out.writeLong(nextRevisionMillis);
        out.writeLong(giveUpMillis);
        out.writeInt(snapshot.length);
        out.write(snapshot);
    }

    static ChannelTrajectory readFrom(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("channel trajectory of version " + version + "; this knows " + VERSION);
        }
        int toldWindows = in.readInt();
        long nextRevisionMillis = in.readLong();
        long giveUpMillis = in.readLong();
        byte[] snapshot = new byte[in.readInt()];
        in.readFully(snapshot);
        ChannelTrajectory channel =
                new ChannelTrajectory(TrajectoryBuilder.restore(TrajectorySnapshot.ofBytes(snapshot)));
        channel.toldWindows = toldWindows;
        channel.nextRevisionMillis = nextRevisionMillis;
        channel.giveUpMillis = giveUpMillis;
        return channel;
    }
}
