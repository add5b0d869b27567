package io.speecheq.sinks.trajectory;

import io.speecheq.schemas.record.Loudness;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How loud a channel speaks: over its windows of which at least half is speech, dB relative to full scale; one thread. */
final class OnlineLoudness {

    private static final float LEAST_SPEECH = 0.5f;

    private long windows;
    private double powerSum;
    private float peakDbfs;
    private long peakAtMillis;

    void accept(long startMillis, float speechRatio, float levelDbfs) {
        if (speechRatio < LEAST_SPEECH) {
            return;
        }
        if (windows == 0 || levelDbfs > peakDbfs) {
            peakDbfs = levelDbfs;
            peakAtMillis = startMillis;
        }
        windows++;
        powerSum += StrictMath.pow(10, levelDbfs / 10.0);
    }

    /** Null before there was speech. */
    @Nullable
    Loudness loudness() {
        return windows == 0
                ? null
                : new Loudness((float) (10 * StrictMath.log10(powerSum / windows)), peakDbfs, peakAtMillis);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(windows);
        out.writeDouble(powerSum);
        out.writeFloat(peakDbfs);
        out.writeLong(peakAtMillis);
    }

    void readFrom(DataInput in) throws IOException {
        windows = in.readLong();
        powerSum = in.readDouble();
        peakDbfs = in.readFloat();
        peakAtMillis = in.readLong();
    }
}
