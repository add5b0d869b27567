package io.speecheq.sinks.history;

import java.time.Instant;

/**
 * Starts of calls as stores can hold them. Our job lets through 1970 to 9999 only; who else writes to the topics may say anything, and what no store
 * can hold as a time would make all of a file or batch unreadable. So a start beyond those years becomes the nearest moment within.
 */
final class StoredStart {

    static final Instant EARLIEST = Instant.EPOCH;
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private StoredStart() {}

    static Instant of(Instant told) {
        if (told.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return told.isAfter(LATEST) ? LATEST : told;
    }
}
