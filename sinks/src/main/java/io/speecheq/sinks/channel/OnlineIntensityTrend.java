package io.speecheq.sinks.channel;

import io.speecheq.schemas.record.IntensityTrend;
import io.speecheq.schemas.record.TrendDirection;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A straight line through the intensities of the assessed windows by ordinary least squares, from running sums over their
 * begins in seconds; one thread. Exact enough for a day: the sums stay under 2^53.
 */
public final class OnlineIntensityTrend {

    private static final double MILLIS = 1_000;
    private static final double MINUTE_SECONDS = 60;
    private static final long LEAST_SPAN_MILLIS = 30_000;

    /** A change over the call that is worth the name: half a level of the 0..4 scale. */
    private static final double LEAST_CHANGE = 0.5;

    private long windows;
    private long firstMillis;
    private long lastMillis;
    private double sumX;
    private double sumY;
    private double sumXx;
    private double sumXy;

    public void accept(long startMillis, float intensity) {
        if (windows == 0) {
            firstMillis = startMillis;
        }
        double x = (startMillis - firstMillis) / MILLIS;
        windows++;
        lastMillis = startMillis;
        sumX += x;
        sumY += intensity;
        sumXx += x * x;
        sumXy += x * intensity;
    }

    /** The line; null while the windows span less than half a minute. */
    @Nullable
    public IntensityTrend trend() {
        if (lastMillis - firstMillis < LEAST_SPAN_MILLIS) {
            return null;
        }
        double perSecond = (windows * sumXy - sumX * sumY) / (windows * sumXx - sumX * sumX);
        double change = perSecond * (lastMillis - firstMillis) / MILLIS;
        TrendDirection direction = Math.abs(change) < LEAST_CHANGE
                ? TrendDirection.STEADY
                : change > 0 ? TrendDirection.RISING : TrendDirection.FALLING;
        return new IntensityTrend((float) (perSecond * MINUTE_SECONDS), direction);
    }

    public void writeTo(DataOutput out) throws IOException {
        out.writeLong(windows);
        out.writeLong(firstMillis);
        out.writeLong(lastMillis);
        out.writeDouble(sumX);
        out.writeDouble(sumY);
        out.writeDouble(sumXx);
        out.writeDouble(sumXy);
    }

    public void readFrom(DataInput in) throws IOException {
        windows = in.readLong();
        firstMillis = in.readLong();
        lastMillis = in.readLong();
        sumX = in.readDouble();
        sumY = in.readDouble();
        sumXx = in.readDouble();
        sumXy = in.readDouble();
    }
}
