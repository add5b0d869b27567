package io.speecheq.sinks.follow;

import io.speecheq.sinks.alert.CallAlerts;
import io.speecheq.sinks.call.Conversation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The keyed state of a call: what is known of it, and when to speak next, in processing time; one thread. */
final class FollowedCall {

    static final long NEVER = Long.MAX_VALUE;

    private static final int VERSION = 1;

    private final Conversation conversation;
    private final CallAlerts alerts;
    private int toldRevision;
    private long nextRevisionMillis = Long.MIN_VALUE;
    private long giveUpMillis = NEVER;
    private long overMillis = NEVER;
    private long forgetMillis = NEVER;

    FollowedCall(Conversation conversation, CallAlerts alerts) {
        this.conversation = conversation;
        this.alerts = alerts;
    }

    Conversation conversation() {
        return conversation;
    }

    CallAlerts alerts() {
        return alerts;
    }

    /** Of the newest revision that was told; 0 before the first. */
    int toldRevision() {
        return toldRevision;
    }

    void told(int revision, long nextMillis) {
        toldRevision = revision;
        nextRevisionMillis = nextMillis;
    }

    long nextRevisionMillis() {
        return nextRevisionMillis;
    }

    /** When closed channels end without the windows that are missing. */
    long giveUpMillis() {
        return giveUpMillis;
    }

    void giveUpAt(long millis) {
        giveUpMillis = millis;
    }

    /** When the call is over, unless another channel comes. */
    long overMillis() {
        return overMillis;
    }

    void overAt(long millis) {
        overMillis = millis;
    }

    /** When its state goes. */
    long forgetMillis() {
        return forgetMillis;
    }

    void forgetAt(long millis) {
        forgetMillis = millis;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeInt(toldRevision);
        out.writeLong(nextRevisionMillis);
        out.writeLong(giveUpMillis);
        out.writeLong(overMillis);
        out.writeLong(forgetMillis);
        conversation.writeTo(out);
        alerts.writeTo(out);
    }

    static FollowedCall readFrom(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("call of version " + version + "; this knows " + VERSION);
        }
        int toldRevision = in.readInt();
        long nextRevisionMillis = in.readLong();
        long giveUpMillis = in.readLong();
        long overMillis = in.readLong();
        long forgetMillis = in.readLong();
        FollowedCall call = new FollowedCall(Conversation.restore(in), CallAlerts.restore(in));
        call.toldRevision = toldRevision;
        call.nextRevisionMillis = nextRevisionMillis;
        call.giveUpMillis = giveUpMillis;
        call.overMillis = overMillis;
        call.forgetMillis = forgetMillis;
        return call;
    }
}
