package io.speecheq.sinks.channel;

import io.speecheq.schemas.record.EmotionSummary;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The assessed windows of a channel by their begin, in at most 256 equal bins that double their width when the call
 * outgrows them: what quarters of a call of any length are made of; one thread.
 *
 * <p>A bin belongs to the quarter its middle lies in. Bins are 1 s wide for the first 256 s, so there a quarter's
 * windows are exact to the hop; later its edges are rounded by less than 1/128 of the call.
 */
public final class TimeBins {

    static final int MAX_BINS = 256;
    private static final long FIRST_BIN_MILLIS = 1_000;
    private static final int QUARTERS = 4;

    private final List<Tally> bins = new ArrayList<>();
    private long binMillis = FIRST_BIN_MILLIS;

    public void add(int category, float intensity, List<Float> scores, long startMillis) {
        while (startMillis / binMillis >= MAX_BINS) {
            mergePairs();
        }
        int bin = (int) (startMillis / binMillis);
        while (bins.size() <= bin) {
            bins.add(new Tally());
        }
        bins.get(bin).add(category, intensity, scores, startMillis);
    }

    /** Four equal parts of {@code [0, totalMillis)}; none of an empty one. */
    public List<EmotionSummary> quarters(long totalMillis, double leastConfidence) {
        if (totalMillis <= 0) {
            return List.of();
        }
        Tally[] quarters = {new Tally(), new Tally(), new Tally(), new Tally()};
        for (int bin = 0; bin < bins.size(); bin++) {
            long middleMillis = bin * binMillis + binMillis / 2;
            int quarter = (int) Math.min(QUARTERS - 1, middleMillis * QUARTERS / totalMillis);
            quarters[quarter].append(bins.get(bin));
        }
        List<EmotionSummary> summaries = new ArrayList<>(QUARTERS);
        for (int i = 0; i < QUARTERS; i++) {
            summaries.add(
                    quarters[i].summary(totalMillis * i / QUARTERS, totalMillis * (i + 1) / QUARTERS, leastConfidence));
        }
        return summaries;
    }

    /** What the bins hold whose middle lies in {@code [fromMillis, toMillis)}. */
    public Tally between(long fromMillis, long toMillis) {
        Tally sum = new Tally();
        for (int bin = 0; bin < bins.size(); bin++) {
            long middleMillis = bin * binMillis + binMillis / 2;
            if (middleMillis >= fromMillis && middleMillis < toMillis) {
                sum.append(bins.get(bin));
            }
        }
        return sum;
    }

    private void mergePairs() {
        for (int i = 0; 2 * i < bins.size(); i++) {
            Tally first = bins.get(2 * i);
            if (2 * i + 1 < bins.size()) {
                first.append(bins.get(2 * i + 1));
            }
            bins.set(i, first);
        }
        bins.subList((bins.size() + 1) / 2, bins.size()).clear();
        binMillis *= 2;
    }

    public void writeTo(DataOutput out) throws IOException {
        out.writeLong(binMillis);
        out.writeInt(bins.size());
        for (Tally bin : bins) {
            bin.writeTo(out);
        }
    }

    public void readFrom(DataInput in, SnapshotFormat format) throws IOException {
        binMillis = in.readLong();
        bins.clear();
        for (int left = in.readInt(); left > 0; left--) {
            bins.add(Tally.readFrom(in, format));
        }
    }
}
