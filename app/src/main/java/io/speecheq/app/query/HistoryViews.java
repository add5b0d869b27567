package io.speecheq.app.query;

import io.speecheq.sinks.history.HistoryTable;
import io.speecheq.sinks.parquet.ErasedCalls;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The tables of a folder of Parquet files, as views: every window, channel, call and alert once, in its last state, without the calls that were erased.
 * The topics may tell a thing more than once; files hold what the topics tell.
 */
final class HistoryViews {

    /** What names a row, after the day; and which of several tellings stays. */
    private record Rows(String key, String last) {}

    private static final Map<String, Rows> ROWS = Map.of(
            HistoryTable.EMOTION_WINDOW.name(), new Rows("channel, \"index\"", "model DESC NULLS LAST"),
            HistoryTable.CALL_TRAJECTORY.name(), new Rows("channel", "revision DESC"),
            HistoryTable.CALL.name(), new Rows("callId", "revision DESC"),
            HistoryTable.ALERT.name(),
                    new Rows(
                            "channel, rule, episode",
                            "CASE state WHEN 'RAISED' THEN 1 WHEN 'AFTER_CALL' THEN 2 WHEN 'CLEARED' THEN 3 ELSE 0 END"
                                    + " DESC, toMillis DESC"));

    private final Path folder;

    /** @param folder absolute, without the characters that DuckDB takes for patterns */
    HistoryViews(Path folder) {
        this.folder = folder;
    }

    String statement(HistoryTable<?> table) throws IOException {
        return "CREATE VIEW \"" + table.name() + "\" AS " + (hasFiles(table) ? select(table) : nothing(table));
    }

    private String select(HistoryTable<?> table) {
        Rows rows = ROWS.getOrDefault(table.name(), new Rows("callId", "callStart"));
        return "SELECT * FROM read_parquet(" + quoted(folder.resolve(table.name()) + "/day=*/*.parquet")
                + ", hive_partitioning=true, hive_types={'day': DATE}, union_by_name=true)" + notErased()
                + " QUALIFY row_number() OVER (PARTITION BY day, callId, callStart, " + rows.key() + " ORDER BY "
                + rows.last() + ") = 1";
    }

    private String notErased() {
        Path erased = folder.resolve(ErasedCalls.FILE);
        return Files.exists(erased)
                ? " WHERE sha256(callId) NOT IN (SELECT digest FROM read_csv(" + quoted(erased.toString())
                        + ", header=false, columns={'digest': 'VARCHAR'}))"
                : "";
    }

    private static String nothing(HistoryTable<?> table) {
        return table.schema().getFields().stream()
                .map(field -> "NULL::" + DuckType.of(field.schema()) + " AS \"" + field.name() + '"')
                .collect(Collectors.joining(", ", "SELECT ", ", NULL::DATE AS day WHERE false"));
    }

    /** Files that are complete: others have a name that begins with a dot. */
    private boolean hasFiles(HistoryTable<?> table) throws IOException {
        Path tables = folder.resolve(table.name());
        if (!Files.isDirectory(tables)) {
            return false;
        }
        try (DirectoryStream<Path> days = Files.newDirectoryStream(tables, "day=*")) {
            for (Path day : days) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(day, "[!.]*.parquet")) {
                    if (files.iterator().hasNext()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
