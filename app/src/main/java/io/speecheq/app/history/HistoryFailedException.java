package io.speecheq.app.history;

/** History cannot be written or changed; the message is one line that says what to do. */
public final class HistoryFailedException extends Exception {

    HistoryFailedException(String message) {
        super(message);
    }

    HistoryFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
