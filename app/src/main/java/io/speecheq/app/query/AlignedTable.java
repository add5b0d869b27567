package io.speecheq.app.query;

import io.speecheq.app.terminal.Terminal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An answer as a table for people: columns as wide as their values among the first rows, numbers to the right, long values cut. */
public final class AlignedTable implements RowForm {

    private static final int MEASURED_ROWS = 1_000;
    private static final int WIDEST = 60;
    private static final Set<Integer> NUMBERS = Set.of(
            Types.TINYINT,
            Types.SMALLINT,
            Types.INTEGER,
            Types.BIGINT,
            Types.FLOAT,
            Types.REAL,
            Types.DOUBLE,
            Types.NUMERIC,
            Types.DECIMAL);

    private final Terminal terminal;

    public AlignedTable(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void write(ResultSet rows) throws SQLException {
        List<String> names = RowForm.names(rows);
        List<Boolean> right = new ArrayList<>();
        for (int column = 1; column <= names.size(); column++) {
            right.add(NUMBERS.contains(rows.getMetaData().getColumnType(column)));
        }
        List<List<String>> measured = new ArrayList<>();
        while (measured.size() < MEASURED_ROWS && rows.next()) {
            measured.add(RowForm.values(rows, "-"));
        }
        List<Integer> widths = widths(names, measured);
        terminal.print(terminal.bold(line(names, widths, right)));
        measured.forEach(row -> terminal.print(line(row, widths, right)));
        long count = measured.size();
        while (measured.size() == MEASURED_ROWS && rows.next()) {
            terminal.print(line(RowForm.values(rows, "-"), widths, right));
            count++;
        }
        terminal.note(count == 1 ? "1 row" : count + " rows");
    }

    private static List<Integer> widths(List<String> names, List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            int width = names.get(column).length();
            for (List<String> row : rows) {
                width = Math.max(width, row.get(column).length());
            }
            widths.add(Math.min(width, WIDEST));
        }
        return widths;
    }

    private String line(List<String> values, List<Integer> widths, List<Boolean> right) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < values.size(); column++) {
            int width = widths.get(column);
            String value = terminal.cut(values.get(column).replaceAll("\\p{Cntrl}", " "), width);
            String space = " ".repeat(width - value.length());
            line.append(column == 0 ? "" : "  ").append(right.get(column) ? space + value : value + space);
        }
        return line.toString().stripTrailing();
    }
}
