package io.speecheq.trainer.corpus;

/** Recordings or labels that cannot be used as they are; the message is one line that says what to do. */
public final class CorpusException extends Exception {
    private static final long serialVersionUID = 1L;

    public CorpusException(String message) {
        super(message);
    }

    public CorpusException(String message, Throwable cause) {
        super(message, cause);
    }
}
