package io.speecheq.dashboard.http;

import java.time.Duration;
import java.util.Optional;

/** Where one client's events come from; its thread alone asks. */
interface EventFeed extends AutoCloseable {

    /** The next event, for which it waits so long at most; nothing when there was no news. */
    Optional<ServerEvent> next(Duration patience) throws InterruptedException;

    @Override
    void close();
}
