package io.speecheq.inference.release;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which release challenges the champion in which audio: each from its own beginning up to that of the next one. Bounded: the
 * oldest are forgotten, and their audio has no challenger then.
 *
 * @param challenges each later than the one before it; none where there was never a challenge
 */
record ChallengeSchedule(List<Challenge> challenges) {

    static final int MOST = 256;

    private static final ChallengeSchedule EMPTY = new ChallengeSchedule(List.of());

    ChallengeSchedule {
        challenges = List.copyOf(challenges);
        for (int i = 1; i < challenges.size(); i++) {
            if (challenges.get(i).fromMillis() <= challenges.get(i - 1).fromMillis()) {
                throw new IllegalArgumentException(challenges.get(i) + " is not after " + challenges.get(i - 1));
            }
        }
    }

    static ChallengeSchedule empty() {
        return EMPTY;
    }

    /** The challenge that takes windows of that call and of audio with that timestamp, in which the champion scores. */
    Optional<Challenge> at(long audioMillis, String callId, Release champion) {
        for (int i = challenges.size() - 1; i >= 0; i--) {
            Challenge challenge = challenges.get(i);
            if (challenge.fromMillis() <= audioMillis) {
                return challenge.takes(callId) && !challenge.release().isSameFileAs(champion)
                        ? Optional.of(challenge)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    Optional<Challenge> newest() {
        return challenges.isEmpty() ? Optional.empty() : Optional.of(challenges.get(challenges.size() - 1));
    }

    /** The schedule with one more decision, which must be later than all before; one that it has already changes nothing. */
    ChallengeSchedule with(Challenge next) {
        if (newest().filter(next::equals).isPresent()) {
            return this;
        }
        List<Challenge> all = new ArrayList<>(challenges);
        all.add(next);
        return new ChallengeSchedule(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    /** Writes every component, exactly. */
    void writeTo(DataOutput out) throws IOException {
        out.writeInt(challenges.size());
        for (Challenge challenge : challenges) {
            challenge.writeTo(out);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    static ChallengeSchedule readFrom(DataInput in) throws IOException {
        int count = in.readInt();
        List<Challenge> challenges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            challenges.add(Challenge.readFrom(in));
        }
        return new ChallengeSchedule(challenges);
    }
}
