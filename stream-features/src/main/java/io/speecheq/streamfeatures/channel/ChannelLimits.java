package io.speecheq.streamfeatures.channel;

import io.speecheq.streamfeatures.window.WindowPlan;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a channel keeps to from its first chunk to its end, whatever a job that takes it over is set to.
 *
 * @param plan its windows
 * @param latenessMillis media time beyond a gap for which the gap is kept open
 * @param silenceLimitMillis longest loss that is filled with silence
 */
record ChannelLimits(WindowPlan plan, long latenessMillis, long silenceLimitMillis) {

    static ChannelLimits of(ChannelOptions options) {
        return new ChannelLimits(
                options.plan(),
                options.lateness().toMillis(),
                options.silenceLimit().toMillis());
    }

    /** Writes every component. */
    void writeTo(DataOutput out) throws IOException {
        out.writeInt(plan.windowSamples());
        out.writeInt(plan.hopSamples());
        out.writeInt(plan.shortestClosingSamples());
        out.writeLong(latenessMillis);
        out.writeLong(silenceLimitMillis);
    }

    /** Reads what {@link #writeTo} wrote. */
    static ChannelLimits readFrom(DataInput in) throws IOException {
        return new ChannelLimits(
                new WindowPlan(in.readInt(), in.readInt(), in.readInt()), in.readLong(), in.readLong());
    }
}
