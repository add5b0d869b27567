package io.speecheq.trainer.training;

import java.io.IOException;

/** A checkpoint that cannot be used; the message is one line that names the file. */
public final class CheckpointException extends IOException {
    private static final long serialVersionUID = 1L;

    CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }

    public CheckpointException(String message) {
        super(message);
    }
}
