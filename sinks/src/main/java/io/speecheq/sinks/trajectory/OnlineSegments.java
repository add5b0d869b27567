package io.speecheq.sinks.trajectory;

import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionChange;
import io.speecheq.schemas.record.EmotionSegment;
import io.speecheq.sinks.channel.OnlineSmoothing;
import io.speecheq.sinks.channel.SnapshotFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stretches over which a channel's smoothed emotion stays the same; one thread.
 *
 * <p>Hysteresis: a category is held until another one's smoothed score has led it by the margin in every assessed window
 * of the settling time; the new segment then begins where that lead began. A lead that breaks earlier leaves no trace.
 * What begins afresh carries the category that leads so far, by however little, until it is as old as the settling time.
 * So no segment that gives way to another is shorter than that.
 *
 * <p>Windows without an emotion belong to the segment around them when they last no longer than the bridging time. A
 * longer stretch ends the segment after the hop of its last assessed window, and what follows starts afresh.
 */
final class OnlineSegments {

    private final TrajectorySpec spec;
    private final OnlineSmoothing smoothing;
    private final Deque<EmotionSegment> finished = new ArrayDeque<>();
    private int dropped;
    private @Nullable OpenSegment held;
    private @Nullable OpenSegment challenger;

    OnlineSegments(TrajectorySpec spec) {
        this.spec = spec;
        this.smoothing = new OnlineSmoothing(spec.halfLifeMillis());
    }

    /** Tells that a window, with an emotion or without, begins. */
    void advanceTo(long startMillis) {
        OpenSegment newest = newest();
        if (newest != null) {
            newest.endBy(startMillis);
        }
    }

    /** Takes the emotion of the window that was told last. */
    void accept(long startMillis, long endMillis, List<Float> scores, float intensity) {
        OpenSegment last = newest();
        if (last != null && startMillis - last.endMillis() > spec.bridgeMillis()) {
            endHeld();
            smoothing.reset();
        }
        smoothing.accept(startMillis, scores);
        OpenSegment current = held != null ? held : OpenSegment.startingAt(startMillis, smoothing.strongest());
        if (startMillis - current.startMillis() < spec.settleMillis()) {
            current = current.renamed(smoothing.strongest());
        } else {
            current = challenge(current, startMillis);
        }
        held = current;
        OpenSegment contender = challenger;
        (contender != null ? contender : current).add(startMillis, endMillis, scores, intensity);
        if (contender != null && startMillis - contender.startMillis() >= spec.settleMillis()) {
            finish(current);
            held = contender;
            challenger = null;
        }
    }

    /** Drops a challenger whose lead broke, into the held segment it gives back; then lets a new one begin. */
    private OpenSegment challenge(OpenSegment current, long startMillis) {
        OpenSegment holder = current;
        OpenSegment contender = challenger;
        if (contender != null && !leads(contender.category(), holder.category())) {
            holder = OpenSegment.joined(holder, contender);
            contender = null;
        }
        if (contender == null && leads(smoothing.strongest(), holder.category())) {
            contender = OpenSegment.startingAt(startMillis, smoothing.strongest());
        }
        challenger = contender;
        return holder;
    }

    private @Nullable OpenSegment newest() {
        return challenger != null ? challenger : held;
    }

    private boolean leads(int category, int other) {
        return category != other && smoothing.at(category) - smoothing.at(other) >= spec.leadMargin();
    }

    private void endHeld() {
        OpenSegment whole = openStretch();
        if (whole != null) {
            finish(whole);
        }
        held = null;
        challenger = null;
    }

    private @Nullable OpenSegment openStretch() {
        return held == null || challenger == null ? held : OpenSegment.joined(held, challenger);
    }

    private void finish(OpenSegment segment) {
        finished.addLast(segment.toRecord(spec.leastConfidence()));
        trim(spec.maxSegments());
    }

    private void trim(int most) {
        while (finished.size() > most) {
            finished.removeFirst();
            dropped++;
        }
    }

    /** In the order of time, disjoint, at most as many as the spec tells. */
    List<EmotionSegment> segments() {
        List<EmotionSegment> all = new ArrayList<>(finished);
        OpenSegment open = openStretch();
        if (open != null) {
            all.add(open.toRecord(spec.leastConfidence()));
        }
        return all.size() > spec.maxSegments() ? List.copyOf(all.subList(1, all.size())) : all;
    }

    /** Where the emotion became another, between the segments that are told. */
    List<EmotionChange> changes() {
        List<EmotionChange> changes = new ArrayList<>();
        List<EmotionSegment> told = segments();
        for (int i = 1; i < told.size(); i++) {
            EmotionSegment before = told.get(i - 1);
            EmotionSegment after = told.get(i);
            if (before.getCategory() != after.getCategory()) {
                changes.add(new EmotionChange(
                        after.getStartMillis(),
                        before.getCategory(),
                        after.getCategory(),
                        after.getMeanIntensity() - before.getMeanIntensity()));
            }
        }
        return changes;
    }

    /** The smoothed scores as of the newest assessed window; none before the first. */
    List<Float> smoothed() {
        return smoothing.scores();
    }

    /** Older segments that {@link #segments} no longer tells. */
    int dropped() {
        return dropped + (held != null && finished.size() == spec.maxSegments() ? 1 : 0);
    }

    void writeTo(DataOutput out) throws IOException {
        smoothing.writeTo(out);
        out.writeInt(dropped);
        out.writeInt(finished.size());
        for (EmotionSegment segment : finished) {
            write(segment, out);
        }
        writeOpen(held, out);
        writeOpen(challenger, out);
    }

    void readFrom(DataInput in, SnapshotFormat format) throws IOException {
        smoothing.readFrom(in);
        dropped = in.readInt();
        finished.clear();
        for (int left = in.readInt(); left > 0; left--) {
            finished.addLast(read(in, format));
        }
        trim(spec.maxSegments());
        held = readOpen(in, format);
        challenger = readOpen(in, format);
    }

    private static void writeOpen(@Nullable OpenSegment segment, DataOutput out) throws IOException {
        out.writeBoolean(segment != null);
        if (segment != null) {
            segment.writeTo(out);
        }
    }

    private static @Nullable OpenSegment readOpen(DataInput in, SnapshotFormat format) throws IOException {
        return in.readBoolean() ? OpenSegment.readFrom(in, format) : null;
    }

    private static void write(EmotionSegment segment, DataOutput out) throws IOException {
        out.writeLong(segment.getStartMillis());
        out.writeLong(segment.getEndMillis());
        out.writeUTF(segment.getCategory().name());
        out.writeUTF(segment.getName());
        out.writeFloat(segment.getMeanIntensity());
        out.writeFloat(segment.getPeakIntensity());
        out.writeFloat(segment.getConfidence());
        out.writeBoolean(segment.getSure());
    }

    private static EmotionSegment read(DataInput in, SnapshotFormat format) throws IOException {
        return new EmotionSegment(
                in.readLong(),
                in.readLong(),
                EmotionCategory.valueOf(in.readUTF()),
                in.readUTF(),
                in.readFloat(),
                in.readFloat(),
                format.hasConfidence() ? in.readFloat() : 0,
                format.hasConfidence() && in.readBoolean());
    }
}
