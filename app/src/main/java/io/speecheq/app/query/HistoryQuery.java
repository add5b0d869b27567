package io.speecheq.app.query;

import io.speecheq.sinks.history.HistoryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A DuckDB in memory that sees one folder of Parquet files, and nothing else of the machine or the network. It answers questions and changes nothing.
 */
public final class HistoryQuery implements AutoCloseable {

    private final Connection connection;

    private HistoryQuery(Connection connection) {
        this.connection = connection;
    }

    /**
     * Over the files as they are now.
     *
     * @throws QueryFailedException in one line, when there is no such folder
     */
    public static HistoryQuery over(Path folder) throws QueryFailedException {
        if (!Files.isDirectory(folder)) {
            throw new QueryFailedException(
                    "there is no folder " + folder + ": name the one that 'speecheq history --parquet' writes");
        }
        try {
            Path real = folder.toRealPath();
            if (real.toString().matches(".*[*?\\[\\]{}].*")) {
                throw new QueryFailedException(
                        real + " has characters that DuckDB takes for a pattern: move the files to a plainer folder");
            }
            Connection connection = DriverManager.getConnection("jdbc:duckdb:");
            HistoryQuery query = new HistoryQuery(connection);
            query.prepare(real);
            return query;
        } catch (SQLException e) {
            throw QueryFailedException.of(e);
        } catch (IOException e) {
            throw new QueryFailedException("cannot read " + folder + " (" + e.getMessage() + ")");
        }
    }

    private void prepare(Path folder) throws SQLException, IOException {
        execute("SET TimeZone = 'UTC'");
        execute("SET autoinstall_known_extensions = false");
        execute("SET allowed_directories = [" + HistoryViews.quoted(folder.toString()) + "]");
        execute("SET enable_external_access = false");
        HistoryViews views = new HistoryViews(folder);
        for (HistoryTable<?> table : HistoryTable.all()) {
            execute(views.statement(table));
        }
        execute("SET lock_configuration = true");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The answer to a question, a line for each row, as the form has them. */
    public void answer(String sql, RowForm form) throws QueryFailedException {
        String question = sql.strip().replaceAll(";+$", "");
        refuseChanges(question);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(form.statement(question))) {
            form.write(rows);
        } catch (SQLException e) {
            throw QueryFailedException.of(e);
        }
    }

    /** Folders that may be read may be written, too, as far as DuckDB goes: so nothing but a SELECT gets to it. */
    private void refuseChanges(String question) throws QueryFailedException {
        String parse = "SELECT j->>'error', j->>'error_type', j->>'error_message', json_array_length(j->'statements')"
                + " FROM (SELECT json_serialize_sql(" + HistoryViews.quoted(question) + "::VARCHAR)::JSON AS j)";
        try (Statement statement = connection.createStatement();
                ResultSet parsed = statement.executeQuery(parse)) {
            if (!parsed.next()) {
                throw new IllegalStateException("DuckDB did not say whether it understands the query");
            }
            if (parsed.getString(1).equals("true")) {
                throw new QueryFailedException(
                        "not implemented".equals(parsed.getString(2))
                                ? "only SELECT, FROM, WITH, DESCRIBE, SUMMARIZE and SHOW are answered: history is read here,"
                                        + " never changed"
                                : "the query failed: " + QueryFailedException.words(parsed.getString(3)));
            }
            if (parsed.getInt(4) != 1) {
                throw new QueryFailedException("ask one question at a time");
            }
        } catch (SQLException e) {
            throw QueryFailedException.of(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
