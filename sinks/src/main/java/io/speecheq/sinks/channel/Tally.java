package io.speecheq.sinks.channel;

import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionSummary;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Counts and intensities of the assessed windows of a stretch, in the order of time; one thread. */
public final class Tally {

    private static final EmotionCategory[] CATEGORIES = EmotionCategory.values();

    /** Scores are summed in ten-thousandths: whole numbers, so that no order and no restart changes a sum. */
    private static final float SCORE_UNITS = 10_000;

    private final int[] counts = new int[CATEGORIES.length];
    private final long[] scoreSums = new long[CATEGORIES.length];

    /** Windows in those sums: all but those of a snapshot that had none. */
    private int scoredWindows;

    private int windows;
    private double intensitySum;
    private float peakIntensity;
    private long peakAtMillis;

    public void add(int category, float intensity, List<Float> scores, long startMillis) {
        if (windows == 0 || intensity > peakIntensity) {
            peakIntensity = intensity;
            peakAtMillis = startMillis;
        }
        for (int i = 0; i < scoreSums.length; i++) {
            scoreSums[i] += Math.round(scores.get(i) * SCORE_UNITS);
        }
        scoredWindows++;
        counts[category]++;
        windows++;
        intensitySum += intensity;
    }

    /** Takes in what follows this stretch. */
    public void append(Tally later) {
        if (later.windows == 0) {
            return;
        }
        if (windows == 0 || later.peakIntensity > peakIntensity) {
            peakIntensity = later.peakIntensity;
            peakAtMillis = later.peakAtMillis;
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] += later.counts[i];
            scoreSums[i] += later.scoreSums[i];
        }
        windows += later.windows;
        scoredWindows += later.scoredWindows;
        intensitySum += later.intensitySum;
    }

    public int windows() {
        return windows;
    }

    public float meanIntensity() {
        return windows == 0 ? 0 : (float) (intensitySum / windows);
    }

    public float peakIntensity() {
        return peakIntensity;
    }

    /** How many of the windows have that category. */
    public int windows(int category) {
        return counts[category];
    }

    /** Mean score of that category, 0..1; 0 without scores. */
    public float confidence(int category) {
        return scoredWindows == 0 ? 0 : scoreSums[category] / SCORE_UNITS / scoredWindows;
    }

    /**
     * What can be said of the stretch.
     *
     * @param leastConfidence from which the dominant category counts as sure
     */
    public EmotionSummary summary(long fromMillis, long toMillis, double leastConfidence) {
        float confidence = confidence(dominant());
        return EmotionSummary.newBuilder()
                .setFromMillis(fromMillis)
                .setToMillis(toMillis)
                .setAssessedWindows(windows)
                .setDominant(windows == 0 ? null : CATEGORIES[dominant()])
                .setShares(shares())
                .setMeanIntensity(windows == 0 ? null : (Float) meanIntensity())
                .setPeakIntensity(windows == 0 ? null : (Float) peakIntensity)
                .setPeakAtMillis(windows == 0 ? null : (Long) peakAtMillis)
                .setConfidence(scoredWindows == 0 ? null : (Float) confidence)
                .setSure(scoredWindows > 0 && confidence >= leastConfidence)
                .build();
    }

    private int dominant() {
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            if (counts[i] > counts[best]) {
                best = i;
            }
        }
        return best;
    }

    private List<Float> shares() {
        List<Float> shares = new ArrayList<>(counts.length);
        for (int count : counts) {
            shares.add(windows == 0 ? 0f : (float) ((double) count / windows));
        }
        return shares;
    }

    public void writeTo(DataOutput out) throws IOException {
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
        out.writeInt(scoredWindows);
        for (long sum : scoreSums) {
            out.writeLong(sum);
        }
    }

    public static Tally readFrom(DataInput in, SnapshotFormat format) throws IOException {
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
        tally.scoredWindows = format.hasConfidence() ? in.readInt() : 0;
        for (int i = 0; format.hasConfidence() && i < tally.scoreSums.length; i++) {
            tally.scoreSums[i] = in.readLong();
        }
        return tally;
    }
}
