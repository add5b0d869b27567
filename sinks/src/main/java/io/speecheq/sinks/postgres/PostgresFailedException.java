package io.speecheq.sinks.postgres;

import java.sql.SQLException;

/** PostgreSQL did not do what was asked; the message is one line that says why and what to do. */
public final class PostgresFailedException extends Exception {

    private final boolean isAway;
    private final String reason;

    PostgresFailedException(String message, boolean isAway, Throwable cause) {
        super(message, cause);
        this.isAway = isAway;
        this.reason = words(cause);
    }

    /** What became of a statement or a connection. */
    public static PostgresFailedException of(PostgresAddress address, SQLException failure) {
        String words = words(failure);
        String state = String.valueOf(failure.getSQLState());
        // Connection exceptions; shutting down, starting up, and as many connections as it allows.
        if (state.startsWith("08") || state.startsWith("57P") || state.equals("53300")) {
            return new PostgresFailedException(
                    address + " does not answer (" + words + "): start it, or name another with --postgres",
                    true,
                    failure);
        }
        if (state.startsWith("28")) {
            return new PostgresFailedException(
                    address + " lets nobody in (" + words + "): set PGUSER and PGPASSWORD, or write a ~/.pgpass",
                    false,
                    failure);
        }
        return new PostgresFailedException(address + " refuses: " + words, false, failure);
    }

    /** What a failure says of itself, in one line. */
    public static String words(Throwable failure) {
        String message = failure.getMessage();
        return (message == null ? failure.getClass().getSimpleName() : message)
                .strip()
                .replaceAll("\\s+", " ");
    }

    /** Why, in the words of the other side. */
    public String reason() {
        return reason;
    }

    /** Whether nobody answers, or not yet: later may be better. */
    public boolean isAway() {
        return isAway;
    }
}
