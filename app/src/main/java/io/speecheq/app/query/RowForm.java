package io.speecheq.app.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** How the rows of an answer are written. */
public interface RowForm {

    /** The statement whose rows are to be written, for that question. */
    default String statement(String question) {
        return question;
    }

    void write(ResultSet rows) throws SQLException;

    /** A line of JSON for each row. */
    static RowForm json(Consumer<String> lines) {
        return new RowForm() {
            @Override
            public String statement(String question) {
                return "SELECT CAST(to_json(answer) AS VARCHAR) FROM (" + question + "\n) AS answer";
            }

            @Override
            public void write(ResultSet rows) throws SQLException {
                while (rows.next()) {
                    lines.accept(rows.getString(1));
                }
            }
        };
    }

    /** Comma-separated values with a header, quoted where they must be; nothing for null. */
    static RowForm csv(Consumer<String> lines) {
        return rows -> {
            lines.accept(names(rows).stream().map(RowForm::quoted).collect(Collectors.joining(",")));
            while (rows.next()) {
                lines.accept(values(rows, "").stream().map(RowForm::quoted).collect(Collectors.joining(",")));
            }
        };
    }

    /** The columns' names. */
    static List<String> names(ResultSet rows) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            names.add(rows.getMetaData().getColumnLabel(column));
        }
        return names;
    }

    /** The current row's values as text. */
    static List<String> values(ResultSet rows, String ofNull) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            String value = rows.getString(column);
            values.add(value == null ? ofNull : value);
        }
        return values;
    }

    private static String quoted(String value) {
        return value.matches("(?s).*[\",\\r\\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
