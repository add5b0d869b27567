package io.speecheq.app.deadletters;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which letters are meant.
 *
 * @param reasons empty for all
 * @param callId empty for all calls
 * @param since empty for all times
 */
public record LetterFilter(Set<String> reasons, Optional<String> callId, Optional<Instant> since) {

    public LetterFilter {
        reasons = Set.copyOf(reasons);
    }

    boolean takes(Letter letter) {
        return (reasons.isEmpty() || reasons.contains(letter.reason()))
                && callId.map(letter.key()::equals).orElse(true)
                && since.map(begin -> !letter.at().isBefore(begin)).orElse(true);
    }
}
