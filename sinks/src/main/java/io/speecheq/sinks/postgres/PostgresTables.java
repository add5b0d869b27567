package io.speecheq.sinks.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables of history, as this version of SpeechEQ needs them. */
public final class PostgresTables {

    private static final String MIGRATIONS = "classpath:io/speecheq/sinks/postgres/migrations";

    /** The first with sha256(). */
    private static final int OLDEST_MAJOR = 11;

    private PostgresTables() {}

    /** Creates what is missing, and changes what an earlier version made. */
    public static void migrate(PostgresAddress address) throws PostgresFailedException {
        try (Connection connection = address.open()) {
            if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_MAJOR) {
                throw new SQLFeatureNotSupportedException(
                        "this is PostgreSQL " + connection.getMetaData().getDatabaseProductVersion() + ", and "
                                + OLDEST_MAJOR + " or later is needed",
                        "0A000");
            }
        } catch (SQLException e) {
            throw PostgresFailedException.of(address, e);
        }
        try {
            Flyway.configure(PostgresTables.class.getClassLoader())
                    .dataSource(address.source())
                    .locations(MIGRATIONS)
                    .table("speecheq_schema_history")
                    // A database may hold other tables: they are none of our business.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            Optional<SQLException> inSql = sqlCause(e);
            throw inSql.isPresent()
                    ? PostgresFailedException.of(address, inSql.get())
                    : new PostgresFailedException(
                            "the tables in " + address + " are not as SpeechEQ made them ("
                                    + PostgresFailedException.words(e) + "): give it a database of its own",
                            false,
                            e);
        }
    }

    private static Optional<SQLException> sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException inSql) {
                return Optional.of(inSql);
            }
        }
        return Optional.empty();
    }
}
