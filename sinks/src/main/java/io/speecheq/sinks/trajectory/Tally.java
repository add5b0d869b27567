package io.speecheq.sinks.trajectory;

import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionSummary;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts and intensities of the assessed windows of a stretch, in the order of time; one thread. */
final class Tally {

    private static final EmotionCategory[] CATEGORIES = EmotionCategory.values();

    private final int[] counts = new int[CATEGORIES.length];
    private int windows;
    private double intensitySum;
    private float peakIntensity;
    private long peakAtMillis;

    void add(int category, float intensity, long startMillis) {
        if (windows == 0 || intensity > peakIntensity) {
            peakIntensity = intensity;
            peakAtMillis = startMillis;
        }
        counts[category]++;
        windows++;
        intensitySum += intensity;
    }

    /** Takes in what follows this stretch. */
    void append(Tally later) {
        if (later.windows == 0) {
            return;
        }
        if (windows == 0 || later.peakIntensity > peakIntensity) {
            peakIntensity = later.peakIntensity;
            peakAtMillis = later.peakAtMillis;
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] += later.counts[i];
        }
        windows += later.windows;
        intensitySum += later.intensitySum;
    }

    int windows() {
        return windows;
    }

    float meanIntensity() {
        return windows == 0 ? 0 : (float) (intensitySum / windows);
    }

    float peakIntensity() {
        return peakIntensity;
    }

    EmotionSummary summary(long fromMillis, long toMillis) {
        return EmotionSummary.newBuilder()
                .setFromMillis(fromMillis)
                .setToMillis(toMillis)
                .setAssessedWindows(windows)
                .setDominant(dominant())
                .setShares(shares())
                .setMeanIntensity(windows == 0 ? null : (Float) meanIntensity())
                .setPeakIntensity(windows == 0 ? null : (Float) peakIntensity)
                .setPeakAtMillis(windows == 0 ? null : (Long) peakAtMillis)
                .build();
    }

    private @Nullable EmotionCategory dominant() {
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            if (counts[i] > counts[best]) {
                best = i;
            }
        }
        return windows == 0 ? null : CATEGORIES[best];
    }

    private List<Float> shares() {
        List<Float> shares = new ArrayList<>(counts.length);
        for (int count : counts) {
            shares.add(windows == 0 ? 0f : (float) ((double) count / windows));
        }
        return shares;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(windows);
        if (windows == 0) {
            return;
        }
        out.writeDouble(intensitySum);
        out.writeFloat(peakIntensity);
        out.writeLong(peakAtMillis);
        int present = 0;
        for (int i = 0; i < counts.length; i++) {
            present |= counts[i] > 0 ? 1 << i : 0;
        }
        out.writeShort(present);
        for (int count : counts) {
            if (count > 0) {
                out.writeInt(count);
            }
        }
    }

    static Tally readFrom(DataInput in) throws IOException {
        Tally tally = new Tally();
        tally.windows = in.readInt();
        if (tally.windows == 0) {
            return tally;
        }
        tally.intensitySum = in.readDouble();
        tally.peakIntensity = in.readFloat();
        tally.peakAtMillis = in.readLong();
        int present = in.readUnsignedShort();
        for (int i = 0; i < tally.counts.length; i++) {
            tally.counts[i] = (present >> i & 1) == 1 ? in.readInt() : 0;
        }
        return tally;
    }
}
