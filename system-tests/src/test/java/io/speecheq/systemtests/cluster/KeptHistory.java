package io.speecheq.systemtests.cluster;

import io.speecheq.app.query.HistoryQuery;
import io.speecheq.app.query.RowForm;
import io.speecheq.sinks.history.HistoryTable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What history keeps in a database and in a folder of files: as it lies there, without a view that shows a double once. */
final class KeptHistory {

    private static final String UNDEFINED_TABLE = "42P01";

    private final Database database;
    private final Path folder;

    KeptHistory(Database database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /**
     * How far it has come.
     *
     * @param rows of windows in the database
     * @param files of windows that are complete
     */
    record Extent(long rows, long files) {

        /** Whether there is more in both places than there was. */
        boolean isBeyond(Extent earlier) {
            return rows > earlier.rows && files > earlier.files;
        }
    }

    Extent extent() throws SQLException, IOException {
        return new Extent(rows(HistoryTable.EMOTION_WINDOW), files(HistoryTable.EMOTION_WINDOW, true));
    }

    /** Rows in the database; none where it has no such table yet. */
    long rows(HistoryTable<?> table) throws SQLException {
        try {
            return Long.parseLong(select("SELECT count(*) FROM " + table.name()).get(0));
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return 0;
            }
            throw e;
        }
    }

    /** The records of the database's rows, as JSON. */
    List<String> inDatabase(HistoryTable<?> table) throws SQLException {
        return select("SELECT record FROM " + table.name());
    }

    private List<String> select(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** Records in complete files, as often as they are there. */
    long recordsInFiles(HistoryTable<?> table) throws Exception {
        if (files(table, true) == 0) {
            return 0;
        }
        List<String> lines = new ArrayList<>();
        try (HistoryQuery query = HistoryQuery.over(folder)) {
            query.answer("SELECT count(*) FROM " + raw(table), RowForm.csv(lines::add));
        }
        return Long.parseLong(lines.get(1));
    }

    /** Each record of each complete file, as JSON. */
    List<String> inFiles(HistoryTable<?> table) throws Exception {
        List<String> records = new ArrayList<>();
        if (files(table, true) > 0) {
            try (HistoryQuery query = HistoryQuery.over(folder)) {
                query.answer(
                        "SELECT * REPLACE (epoch_ms(callStart) AS callStart) FROM " + raw(table),
                        RowForm.json(records::add));
            }
        }
        return records;
    }

    private String raw(HistoryTable<?> table) throws IOException {
        return "read_parquet('" + folder.toRealPath().resolve(table.name()) + "/*/*.parquet', hive_partitioning=false)";
    }

    /** Files of all tables that nothing has completed. */
    long begunFiles() throws IOException {
        long begun = 0;
        for (HistoryTable<?> table : HistoryTable.all()) {
            begun += files(table, false);
        }
        return begun;
    }

    private long files(HistoryTable<?> table, boolean isComplete) throws IOException {
        Path days = folder.resolve(table.name());
        if (!Files.isDirectory(days)) {
            return 0;
        }
        long found = 0;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(days)) {
            for (Path day : folders) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(day, isComplete ? "[!.]*" : ".*")) {
                    for (Path unused : files) {
                        found++;
                    }
                }
            }
        }
        return found;
    }
}
