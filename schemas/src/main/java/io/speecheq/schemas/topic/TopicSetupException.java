package io.speecheq.schemas.topic;

/** Topics that could not be created or looked at; the message is one line and says what to do. */
public final class TopicSetupException extends Exception {

    private static final long serialVersionUID = 1L;

    TopicSetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
