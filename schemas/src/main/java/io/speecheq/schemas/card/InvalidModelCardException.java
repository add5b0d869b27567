package io.speecheq.schemas.card;

/** A text that is not a model card; the message is one line and names the field. */
public final class InvalidModelCardException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidModelCardException(String problem) {
        super("model card: " + problem);
    }
}
