package io.speecheq.trainer.export;

/** A network that was not written as a file, and why; one line. */
public final class ExportException extends Exception {
    private static final long serialVersionUID = 1L;

    ExportException(String message) {
        super(message);
    }

    ExportException(String message, Throwable cause) {
        super(message, cause);
    }
}
