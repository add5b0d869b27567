package io.speecheq.sinks.postgres;

import java.io.IOException;
import java.sql.SQLException;

/** Rows could not be written for now; the message is one line, and the job begins again from its checkpoint. */
public final class UnwrittenRowsException extends IOException {

    UnwrittenRowsException(PostgresAddress address, SQLException cause) {
        super(PostgresFailedException.of(address, cause).getMessage(), cause);
    }
}
