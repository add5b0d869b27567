package io.speecheq.app.release;

/** A release that cannot be published or given its role; the message is one line that says what to do. */
public final class ReleaseFailedException extends Exception {

    ReleaseFailedException(String message) {
        super(message);
    }

    ReleaseFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
