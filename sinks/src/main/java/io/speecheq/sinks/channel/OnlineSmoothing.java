package io.speecheq.sinks.channel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Exponentially smoothed scores {@code [9]} of a channel; one thread.
 *
 * <p>The weighted mean of the assessed windows, where one that began {@code d} ms before the newest weighs
 * 2^(−d / half-life). Windows without scores neither hold nor pull it: they only let time pass. As a mean over what was
 * heard since {@link #reset} it gives the first window no more weight than any other of its age. StrictMath, so that
 * every processor gives the same bits.
 */
public final class OnlineSmoothing {

    static final int CATEGORIES = 9;

    private final long halfLifeMillis;
    private final double[] weighted = new double[CATEGORIES];

    /** Sum of the weights; 0 before the first window. */
    private double weight;

    private long atMillis;

    public OnlineSmoothing(long halfLifeMillis) {
        this.halfLifeMillis = halfLifeMillis;
    }

    public void reset() {
        weight = 0;
        Arrays.fill(weighted, 0);
    }

    public void accept(long startMillis, List<Float> scores) {
        if (scores.size() != CATEGORIES) {
            throw new IllegalArgumentException("expected " + CATEGORIES + " scores, not " + scores.size());
        }
        double kept = StrictMath.pow(0.5, (double) (startMillis - atMillis) / halfLifeMillis);
        for (int i = 0; i < CATEGORIES; i++) {
            weighted[i] = kept * weighted[i] + scores.get(i);
        }
        weight = kept * weight + 1;
        atMillis = startMillis;
    }

    public double at(int category) {
        return weighted[category] / weight;
    }

    /** All nine; none before the first window. */
    public List<Float> scores() {
        List<Float> scores = new ArrayList<>(CATEGORIES);
        for (int i = 0; weight > 0 && i < CATEGORIES; i++) {
            scores.add((float) at(i));
        }
        return scores;
    }

    /** The category with the highest smoothed score; the first in the metric's order among equals. */
    public int strongest() {
        int best = 0;
        for (int i = 1; i < CATEGORIES; i++) {
            if (weighted[i] > weighted[best]) {
                best = i;
            }
        }
        return best;
    }

    public void writeTo(DataOutput out) throws IOException {
        out.writeLong(atMillis);
        out.writeDouble(weight);
        for (double sum : weighted) {
            out.writeDouble(sum);
        }
    }

    public void readFrom(DataInput in) throws IOException {
        atMillis = in.readLong();
        weight = in.readDouble();
        for (int i = 0; i < CATEGORIES; i++) {
            weighted[i] = in.readDouble();
        }
    }
}
