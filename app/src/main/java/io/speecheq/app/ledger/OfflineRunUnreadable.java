package io.speecheq.app.ledger;

/** A file that is no offline run; the message is one line that says what to name. */
public final class OfflineRunUnreadable extends Exception {

    OfflineRunUnreadable(String message) {
        super(message);
    }

    OfflineRunUnreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
