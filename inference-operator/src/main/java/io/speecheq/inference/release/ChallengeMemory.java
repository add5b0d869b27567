package io.speecheq.inference.release;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * What the challenge gate must not forget.
 *
 * @param newest the decision that counts from its moment on, if there was ever one
 * @param pending the challenger that is being checked
 */
record ChallengeMemory(Optional<Challenge> newest, Optional<Candidate> pending) {

    /** Writes every component, exactly. */
    void writeTo(DataOutput out) throws IOException {
        out.writeBoolean(newest.isPresent());
        if (newest.isPresent()) {
            newest.get().writeTo(out);
        }
        out.writeBoolean(pending.isPresent());
        if (pending.isPresent()) {
            pending.get().release().writeTo(out);
            out.writeDouble(pending.get().share());
            out.writeLong(pending.get().aheadMillis());
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    static ChallengeMemory readFrom(DataInput in) throws IOException {
        Optional<Challenge> newest = in.readBoolean() ? Optional.of(Challenge.readFrom(in)) : Optional.empty();
        return new ChallengeMemory(
                newest,
                in.readBoolean()
                        ? Optional.of(new Candidate(Release.readFrom(in), in.readDouble(), in.readLong()))
                        : Optional.empty());
    }
}
