package io.speecheq.sinks.postgres;

import io.speecheq.sinks.history.HistoryTable;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;

/**
 * A record into its table: a new row, or a newer state of the row that has its key, or nothing where the row is newer or the call was erased. So
 * doing it again, in whatever order, ends with the same rows.
 *
 * @param newer what makes the record ({@code excluded}) newer than the row, in SQL
 */
record Upsert<T extends SpecificRecordBase>(String table, List<Column<T>> columns, String newer)
        implements JdbcStatementBuilder<T> {

    /** An index row has room for 2,704 bytes, and something beside the key. */
    private static final int MOST_KEY_BYTES = 2_400;

    Upsert {
        columns = List.copyOf(columns);
    }

    String sql() {
        return "INSERT INTO " + table + " (" + names(column -> true, "") + ") SELECT "
                + columns.stream().map(Column::parameter).collect(Collectors.joining(", "))
                + " WHERE NOT EXISTS (SELECT 1 FROM erased_call WHERE call_sha256 = sha256(convert_to(?, 'UTF8')))"
                + " ON CONFLICT (" + names(Column::isKey, "") + ") DO UPDATE SET "
                + columns.stream()
                        .filter(column -> !column.isKey())
                        .map(column -> column.name() + " = excluded." + column.name())
                        .collect(Collectors.joining(", "))
                + " WHERE " + newer;
    }

    private String names(Predicate<Column<T>> which, String prefix) {
        return columns.stream()
                .filter(which)
                .map(column -> prefix + column.name())
                .collect(Collectors.joining(", "));
    }

    @Override
    public void accept(PreparedStatement statement, T record) throws SQLException {
        int position = 1;
        for (Column<T> column : columns) {
            column.bind(statement, position++, record);
        }
        statement.setString(position, PostgresText.of(HistoryTable.callId(record)));
    }

    /** Whether the record's key fits into an index; one that does not would be refused for ever, and everything behind it would wait. */
    boolean fits(T record) {
        return columns.stream()
                        .filter(Column::isKey)
                        .map(column -> Objects.requireNonNull(column.value().of(record)))
                        .mapToInt(key -> key.toString().getBytes(StandardCharsets.UTF_8).length)
                        .sum()
                <= MOST_KEY_BYTES;
    }
}
