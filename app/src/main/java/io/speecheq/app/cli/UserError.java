package io.speecheq.app.cli;

/** Something that the user can mend; the message is one line that says how. */
final class UserError extends Exception {

    UserError(String message) {
        super(message);
    }

    UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
