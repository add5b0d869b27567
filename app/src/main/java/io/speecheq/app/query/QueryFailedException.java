package io.speecheq.app.query;

import java.sql.SQLException;

/** A query was not answered; the message is one line, with DuckDB's own words. */
public final class QueryFailedException extends Exception {

    QueryFailedException(String message) {
        super(message);
    }

    QueryFailedException(String message, SQLException cause) {
        super(message, cause);
    }

    static QueryFailedException of(SQLException failure) {
        return new QueryFailedException("the query failed: " + words(String.valueOf(failure.getMessage())), failure);
    }

    /** Without the picture of the statement that follows. */
    static String words(String message) {
        int picture = message.indexOf("\n\nLINE ");
        String told = picture < 0 ? message : message.substring(0, picture);
        return told.strip().replaceAll("\\s*[\\r\\n]+\\s*", "; ");
    }
}
