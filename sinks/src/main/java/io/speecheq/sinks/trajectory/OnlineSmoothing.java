package io.speecheq.sinks.trajectory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Exponentially smoothed scores {@code [9]} of a channel; one thread.
 *
 * <p>Between two assessed windows that begin {@code d} ms apart the old value keeps the weight 2^(−d / half-life), so
 * windows without scores in between neither hold nor pull it: they only let time pass. The first window after
 * {@link #reset} is taken as it is. StrictMath, so that every processor gives the same bits.
 */
final class OnlineSmoothing {

    static final int CATEGORIES = 9;

    private final long halfLifeMillis;
    private final double[] value = new double[CATEGORIES];
    private boolean empty = true;
    private long atMillis;

    OnlineSmoothing(long halfLifeMillis) {
        this.halfLifeMillis = halfLifeMillis;
    }

    void reset() {
        empty = true;
    }

    void accept(long startMillis, List<Float> scores) {
        if (scores.size() != CATEGORIES) {
            throw new IllegalArgumentException("expected " + CATEGORIES + " scores, not " + scores.size());
        }
        double kept = empty ? 0 : StrictMath.pow(0.5, (double) (startMillis - atMillis) / halfLifeMillis);
        for (int i = 0; i < CATEGORIES; i++) {
            value[i] = kept * value[i] + (1 - kept) * scores.get(i);
        }
        empty = false;
        atMillis = startMillis;
    }

    double at(int category) {
        return value[category];
    }

    /** The category with the highest smoothed score; the first in the metric's order among equals. */
    int strongest() {
        int best = 0;
        for (int i = 1; i < CATEGORIES; i++) {
            if (value[i] > value[best]) {
                best = i;
            }
        }
        return best;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeBoolean(empty);
        if (empty) {
            return;
        }
        out.writeLong(atMillis);
        for (double v : value) {
            out.writeDouble(v);
        }
    }

    void readFrom(DataInput in) throws IOException {
        empty = in.readBoolean();
        if (empty) {
            return;
        }
        atMillis = in.readLong();
        for (int i = 0; i < CATEGORIES; i++) {
            value[i] = in.readDouble();
        }
    }
}
