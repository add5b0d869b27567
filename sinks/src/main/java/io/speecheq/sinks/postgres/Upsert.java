package io.speecheq.sinks.postgres;

import io.speecheq.sinks.history.HistoryTable;
import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A record into its table: a new row, or a newer state of the row that has its key, or nothing where the row is newer or the call was erased. So
 * doing it again, in whatever order, ends with the same rows.
 *
 * @param newer what makes the record ({@code excluded}) newer than the row, in SQL
 */
record Upsert<T extends SpecificRecordBase>(String table, List<Column<T>> columns, String newer)
        implements Serializable {

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

    void bind(PreparedStatement statement, T record) throws SQLException {
        int position = 1;
        for (Column<T> column : columns) {
            column.bind(statement, position++, record);
        }
        statement.setString(position, PostgresText.of(HistoryTable.callId(record)));
    }
}
