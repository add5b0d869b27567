package io.speecheq.inference.release;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * What the gate must not forget: what it has decided, and what it still has to.
 *
 * @param schedule the release in service and those that are to follow it
 * @param pending the release that is being checked
 */
record GateMemory(ReleaseSchedule schedule, Optional<Candidate> pending) {

    /** Writes every component, exactly. */
    void writeTo(DataOutput out) throws IOException {
        schedule.writeTo(out);
        out.writeBoolean(pending.isPresent());
        if (pending.isPresent()) {
            pending.get().release().writeTo(out);
            out.writeLong(pending.get().aheadMillis());
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    static GateMemory readFrom(DataInput in) throws IOException {
        ReleaseSchedule schedule = ReleaseSchedule.readFrom(in);
        return new GateMemory(
                schedule,
                in.readBoolean()
                        ? Optional.of(new Candidate(Release.readFrom(in), 1, in.readLong()))
                        : Optional.empty());
    }
}
