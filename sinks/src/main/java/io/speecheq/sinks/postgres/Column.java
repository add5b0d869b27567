package io.speecheq.sinks.postgres;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table, and its value for a record.
 *
 * @param <T> the record
 */
record Column<T>(String name, Kind kind, boolean isKey, Value<T> value) implements Serializable {

    /** A type of PostgreSQL's, as SQL and JDBC name it. */
    enum Kind {
        TEXT("text", Types.VARCHAR),
        JSONB("jsonb", Types.VARCHAR),
        INTEGER("integer", Types.INTEGER),
        BIGINT("bigint", Types.BIGINT),
        REAL("real", Types.REAL),
        TIMESTAMPTZ("timestamptz", Types.TIMESTAMP_WITH_TIMEZONE);

        private final String sql;
        private final int jdbc;

        Kind(String sql, int jdbc) {
            this.sql = sql;
            this.jdbc = jdbc;
        }
    }

    /** A record's value in a column. */
    @FunctionalInterface
    interface Value<T> extends Serializable {
        @Nullable
        Object of(T record);
    }

    static <T> Column<T> key(String name, Kind kind, Value<T> value) {
        return new Column<>(name, kind, true, value);
    }

    static <T> Column<T> of(String name, Kind kind, Value<T> value) {
        return new Column<>(name, kind, false, value);
    }

    /** Its place in a statement: typed, since nothing else tells PostgreSQL what the value of a SELECT is. */
    String parameter() {
        return "?::" + kind.sql;
    }

    void bind(PreparedStatement statement, int position, T record) throws SQLException {
        Object bound = value.of(record);
        if (bound == null) {
            statement.setNull(position, kind.jdbc);
        } else if (bound instanceof String text) {
            statement.setString(position, PostgresText.of(text));
        } else {
            statement.setObject(position, bound, kind.jdbc);
        }
    }
}
