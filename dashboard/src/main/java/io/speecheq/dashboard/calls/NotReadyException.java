package io.speecheq.dashboard.calls;

/** Somebody who has the calls cannot be asked just now: stores start, move or are restored. Ask again in a moment. */
public final class NotReadyException extends Exception {

    private static final long serialVersionUID = 1L;

    public NotReadyException(Throwable cause) {
        super("the calls are being loaded; ask again in a moment", cause);
    }

    /**
     * For another reason.
     *
     * @param message one line for whoever asked
     */
    public NotReadyException(String message) {
        super(message);
    }
}
