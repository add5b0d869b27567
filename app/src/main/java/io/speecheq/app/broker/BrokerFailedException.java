package io.speecheq.app.broker;

import org.jspecify.annotations.Nullable;

/** The embedded broker could not start; the message is one line that says what to do. */
public final class BrokerFailedException extends RuntimeException {

    BrokerFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
