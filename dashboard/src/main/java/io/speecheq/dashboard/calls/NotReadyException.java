package io.speecheq.dashboard.calls;

/** The stores cannot be asked just now: they start, move or are restored. Ask again in a moment. */
public final class NotReadyException extends Exception {

    private static final long serialVersionUID = 1L;

    NotReadyException(Throwable cause) {
        super("the calls are being loaded; ask again in a moment", cause);
    }
}
