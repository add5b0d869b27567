package io.speecheq.app.history;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a place that history is written to: a line when it stops taking records, another when its reason changes, and one when it has taken
 * them again for a while. A job that begins again looks well for moments, which is not told.
 */
final class Waiting {

    private static final long WELL_FOR_MILLIS = 12_000;
    private static final long STARTING_MILLIS = 60_000;

    private final String place;
    private @Nullable String told;
    private long wellSinceMillis = -1;
    private long troubledSinceMillis = -1;

    Waiting(String place) {
        this.place = place;
    }

    /** What is to be told now. */
    Optional<String> look(Optional<String> trouble, long nowMillis) {
        if (trouble.isPresent()) {
            wellSinceMillis = -1;
            return troubled(trouble.get(), nowMillis);
        }
        if (wellSinceMillis < 0) {
            wellSinceMillis = nowMillis;
        }
        if (told == null) {
            troubledSinceMillis = -1;
            return Optional.empty();
        } else if (nowMillis - wellSinceMillis < WELL_FOR_MILLIS) {
            return Optional.empty();
        }
        String line = "history goes on in " + place + ", after "
                + Math.max(1, (wellSinceMillis - troubledSinceMillis) / 1_000) + " s; it catches up from the topics";
        told = null;
        troubledSinceMillis = -1;
        return Optional.of(line);
    }

    private Optional<String> troubled(String reason, long nowMillis) {
        if (troubledSinceMillis < 0) {
            troubledSinceMillis = nowMillis;
        }
        boolean isStarting = reason.startsWith("it is ") && nowMillis - troubledSinceMillis < STARTING_MILLIS;
        if (isStarting || reason.equals(told)) {
            return Optional.empty();
        }
        told = reason;
        return Optional.of("history waits for " + place + " (" + reason
                + "); it tries again by itself, and the topics keep what waits");
    }
}
