package io.speecheq.dashboard.history;

/** The database could not be asked. The live calls are not concerned. */
public final class HistoryUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public HistoryUnavailableException(Throwable cause) {
        super("the history cannot be read just now; the dashboard's log says why", cause);
    }
}
