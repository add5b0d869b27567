package io.speecheq.sinks.trajectory;

import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionSegment;
import io.speecheq.sinks.channel.SnapshotFormat;
import io.speecheq.sinks.channel.Tally;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** A stretch of one category while it can still change; one thread. */
final class OpenSegment {

    private static final EmotionCategory[] CATEGORIES = EmotionCategory.values();

    private final int category;
    private final long startMillis;
    private final Tally tally;
    private long endMillis;

    private OpenSegment(int category, long startMillis, long endMillis, Tally tally) {
        this.category = category;
        this.startMillis = startMillis;
        this.endMillis = endMillis;
        this.tally = tally;
    }

    static OpenSegment startingAt(long startMillis, int category) {
        return new OpenSegment(category, startMillis, startMillis, new Tally());
    }

    /** The stretch of two that meet, under the category of the earlier. */
    static OpenSegment joined(OpenSegment earlier, OpenSegment later) {
        Tally tally = new Tally();
        tally.append(earlier.tally);
        tally.append(later.tally);
        return new OpenSegment(earlier.category, earlier.startMillis, later.endMillis, tally);
    }

    /** The same stretch under another category. */
    OpenSegment renamed(int newCategory) {
        return new OpenSegment(newCategory, startMillis, endMillis, tally);
    }

    int category() {
        return category;
    }

    long startMillis() {
        return startMillis;
    }

    long endMillis() {
        return endMillis;
    }

    void add(long windowStartMillis, long windowEndMillis, List<Float> scores, float intensity) {
        tally.add(category, intensity, scores, windowStartMillis);
        endMillis = windowEndMillis;
    }

    /** The newest window's own hop ends where the next one begins. */
    void endBy(long millis) {
        endMillis = Math.min(endMillis, millis);
    }

    EmotionSegment toRecord(double leastConfidence) {
        float confidence = tally.confidence(category);
        EmotionCategory named = CATEGORIES[category];
        return new EmotionSegment(
                startMillis,
                endMillis,
                named,
                SpeechEqMetric.name(named, tally.meanIntensity()),
                tally.meanIntensity(),
                tally.peakIntensity(),
                confidence,
                confidence >= leastConfidence);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeByte(category);
        out.writeLong(startMillis);
        out.writeLong(endMillis);
        tally.writeTo(out);
    }

    static OpenSegment readFrom(DataInput in, SnapshotFormat format) throws IOException {
        return new OpenSegment(in.readUnsignedByte(), in.readLong(), in.readLong(), Tally.readFrom(in, format));
    }
}
