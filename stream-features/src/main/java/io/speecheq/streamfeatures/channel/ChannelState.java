package io.speecheq.streamfeatures.channel;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.streamfeatures.chunk.ChannelId;
import io.speecheq.streamfeatures.chunk.Chunk;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An open channel at one moment, which is all that is needed to go on with it: the features of its current window, a few
 * milliseconds of samples that filters still reach, and the chunks that came early; never the call's audio. About 100 kB.
 *
 * @param held in the order of their begin
 */
record ChannelState(
        ChannelId id, ChannelLimits limits, OnlineAudio.State audio, OnlineWindows.State windows, List<Chunk> held) {

    static final int FORMAT = 2;

    ChannelState {
        held = List.copyOf(held);
    }

    /** Writes which features these are, then every component, exactly. */
    void writeTo(DataOutput out) throws IOException {
        out.writeUTF(FeatureSpec.standard().fingerprint());
        out.writeUTF(id.callId());
        out.writeUTF(id.channel());
        out.writeLong(id.callStartMillis());
        limits.writeTo(out);
        audio.writeTo(out);
        windows.writeTo(out);
        out.writeInt(held.size());
        for (Chunk chunk : held) {
            chunk.writeTo(out);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote, in this format or an earlier one.
     *
     * @throws IOException when it is damaged, or of other features than this job computes
     */
    static ChannelState readFrom(DataInput in, int format) throws IOException {
        String fingerprint = in.readUTF();
        if (!fingerprint.equals(FeatureSpec.standard().fingerprint())) {
            throw new IOException("a channel's state has features " + fingerprint + ", this job computes "
                    + FeatureSpec.standard().fingerprint() + ": let the old job drain before its features change");
        }
        ChannelId id = new ChannelId(in.readUTF(), in.readUTF(), in.readLong());
        ChannelLimits limits = ChannelLimits.readFrom(in);
        OnlineAudio.State audio = OnlineAudio.State.readFrom(in);
        OnlineWindows.State windows = OnlineWindows.State.readFrom(in, format);
        int count = in.readInt();
        List<Chunk> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            held.add(Chunk.readFrom(in));
        }
        return new ChannelState(id, limits, audio, windows, held);
    }
}
