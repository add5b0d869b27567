package io.speecheq.app.demo;

/** A demo that cannot start; the message is one line that says what to do. */
public final class DemoFailedException extends Exception {

    DemoFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
