package io.speecheq.inference.release;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which release scores which audio: each the audio that Kafka stamped at its own activation or later, up to that of the next
 * one; the first also all audio before. Bounded: the oldest are forgotten, and the first that is left takes over their audio.
 *
 * @param activations at least one, each later than the one before it
 */
record ReleaseSchedule(List<Activation> activations) {

    /** A release an hour for six weeks: older audio than that is on no topic. */
    static final int MOST = 1_024;

    ReleaseSchedule {
        activations = List.copyOf(activations);
        if (activations.isEmpty()) {
            throw new IllegalArgumentException("a schedule has one release at least");
        }
        for (int i = 1; i < activations.size(); i++) {
            if (activations.get(i).fromMillis() <= activations.get(i - 1).fromMillis()) {
                throw new IllegalArgumentException(activations.get(i) + " is not after " + activations.get(i - 1));
            }
        }
    }

    /** That release for all audio. */
    static ReleaseSchedule always(Release release) {
        return new ReleaseSchedule(List.of(new Activation(release, Long.MIN_VALUE)));
    }

    /** Whether nothing but the release of the job's start was ever in service. */
    boolean isOfStart() {
        return activations.size() == 1 && first().fromMillis() == Long.MIN_VALUE;
    }

    /** The release that scores audio with that timestamp. */
    Release at(long audioMillis) {
        for (int i = activations.size() - 1; i > 0; i--) {
            if (activations.get(i).fromMillis() <= audioMillis) {
                return activations.get(i).release();
            }
        }
        return first().release();
    }

    Activation first() {
        return activations.get(0);
    }

    Activation newest() {
        return activations.get(activations.size() - 1);
    }

    /** The schedule with one more decision, which must be later than all before; one that it has already changes nothing. */
    ReleaseSchedule with(Activation next) {
        if (next.equals(newest())) {
            return this;
        }
        List<Activation> all = new ArrayList<>(activations);
        all.add(next);
        return new ReleaseSchedule(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    /** The schedule without its first release, whose audio the second takes over. */
    ReleaseSchedule withoutFirst() {
        return new ReleaseSchedule(activations.subList(1, activations.size()));
    }

    /** Writes every component, exactly. */
    void writeTo(DataOutput out) throws IOException {
        out.writeInt(activations.size());
        for (Activation activation : activations) {
            out.writeLong(activation.fromMillis());
            activation.release().writeTo(out);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    static ReleaseSchedule readFrom(DataInput in) throws IOException {
        int count = in.readInt();
        List<Activation> activations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long fromMillis = in.readLong();
            activations.add(new Activation(Release.readFrom(in), fromMillis));
        }
        return new ReleaseSchedule(activations);
    }
}
