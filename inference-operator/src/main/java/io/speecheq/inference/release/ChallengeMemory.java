package io.speecheq.inference.release;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * What the challenge gate must not forget.
 *
 * @param schedule the challenge under way and those that are to follow it
 * @param pending the challenger that is being checked
 */
record ChallengeMemory(ChallengeSchedule schedule, Optional<Candidate> pending) {

    /** Writes every component, exactly. */
    void writeTo(DataOutput out) throws IOException {
        schedule.writeTo(out);
        out.writeBoolean(pending.isPresent());
        if (pending.isPresent()) {
            pending.get().release().writeTo(out);
            out.writeDouble(pending.get().share());
            out.writeLong(pending.get().aheadMillis());
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    static ChallengeMemory readFrom(DataInput in) throws IOException {
        ChallengeSchedule schedule = ChallengeSchedule.readFrom(in);
        return new ChallengeMemory(
                schedule,
                in.readBoolean()
                        ? Optional.of(new Candidate(Release.readFrom(in), in.readDouble(), in.readLong()))
                        : Optional.empty());
    }
}
